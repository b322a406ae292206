package org.qunfang.resident.personal;

/** An identity document, in the words that its keyed hash is made of. It never prints itself. */
public record Document(String text) {

  /** An ID number (公民身份号码). */
  public static Document idNumber(String number) {
    return new Document("id-number:" + number);
  }

  /** A passport of that country (ISO 3166 alpha-3). */
  public static Document passport(String country, String number) {
    return new Document("passport:" + country + ":" + number);
  }

  @Override
  public String toString() {
    return "Document[…]";
  }
}
