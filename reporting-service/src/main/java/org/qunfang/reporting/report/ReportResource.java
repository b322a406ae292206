package org.qunfang.reporting.report;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Division.Level;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.reporting.catalogue.Metric;
import org.qunfang.reporting.report.Reports.Named;
import org.qunfang.reporting.report.Reports.Point;
import org.qunfang.reporting.report.Reports.Report;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** What officers read of their own division and those below it. */
@Path("/")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER,
  Roles.AUDITOR,
  Roles.INTEGRATOR
})
public class ReportResource {

  private static final String CSV = "text/csv";

  private final Reports reports;
  private final DivisionScope scope;
  private final EventLogConfig config;
  private final Clock clock;
  private final ObjectMapper json;

  ReportResource(
      Reports reports, DivisionScope scope, EventLogConfig config, Clock clock, ObjectMapper json) {
    this.reports = reports;
    this.scope = scope;
    this.config = config;
    this.clock = clock;
    this.json = json;
  }

  /** Everything that is counted. */
  public record Listed(
      int number, String id, String name, String nameZh, String unit, Metric.Kind kind) {}

  /** A metric day by day. */
  public record Series(Named division, Listed metric, List<Point> values) {}

  /** A division's day or range, with each division directly below it. */
  @GET
  @Path("reports/{division}")
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @Operation(summary = "A division's day or range with those below it, as JSON or CSV")
  @APIResponse(
      responseCode = "200",
      headers = @Header(name = HttpHeaders.ETAG, required = true, schema = @Schema(type = STRING)),
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Report.class)),
        @Content(mediaType = CSV, schema = @Schema(type = STRING))
      })
  @APIResponse(
      responseCode = "304",
      description = "Nothing else than the caller's 'If-None-Match' says",
      headers = @Header(name = HttpHeaders.ETAG, required = true, schema = @Schema(type = STRING)))
  public Uni<Response> report(
      @PathParam("division") Division division,
      @QueryParam("day") @Nullable String day,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("metrics") @Size(max = 4000) @Nullable String metrics,
      @QueryParam("children") @DefaultValue("true") boolean children,
      @QueryParam("format") @Nullable String format,
      @QueryParam("names") @Nullable String names,
      @Context HttpHeaders headers,
      @Context Request request) {
    readable(division);
    Period period = period(day, from, to);
    List<Metric> wanted = metrics(metrics);
    boolean csv = csv(format, headers);
    Function<Metric, String> header = "zh".equals(names) ? Metric::chinese : Metric::id;
    return reports
        .of(division, period, wanted, children)
        .map(found -> found.orElseThrow(ReportResource::unknownDivision))
        .map(
            report ->
                csv
                    ? answer(request, CSV + ";charset=UTF-8", Csv.of(report, wanted, header))
                    : answer(request, MediaType.APPLICATION_JSON, write(report)));
  }

  /** One metric of a division, day by day. */
  @GET
  @Path("series/{division}")
  @Operation(summary = "A metric of a division day by day")
  public Uni<Series> series(
      @PathParam("division") Division division,
      @QueryParam("metric") @Size(max = 100) @Nullable String metric,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    readable(division);
    Metric wanted = metric(metric == null ? "" : metric);
    Period period = period(null, from, to);
    return Uni.combine()
        .all()
        .unis(reports.name(division), reports.series(division, wanted, period))
        .with(
            (named, points) ->
                new Series(
                    named.orElseThrow(ReportResource::unknownDivision), listed(wanted), points));
  }

  /** Everything that is counted. */
  @GET
  @Path("catalogue")
  @Operation(summary = "Everything that is counted")
  public List<Listed> catalogue() {
    List<Listed> all = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      all.add(listed(metric));
    }
    return all;
  }

  private void readable(Division division) {
    if (division.level().compareTo(Level.CITY) < 0) {
      throw Problem.unprocessable("ABOVE_CITY", "Reports are of a city and what lies below it.");
    }
    scope.require(division);
  }

  private Period period(@Nullable String day, @Nullable String from, @Nullable String to) {
    return Period.of(
        date(day), date(from), date(to), LocalDate.ofInstant(clock.instant(), config.zone()));
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.badRequest("MALFORMED_DAY", "A day is written as 2020-02-15.");
    }
  }

  private static List<Metric> metrics(@Nullable String ids) {
    if (ids == null) {
      return List.of(Metric.values());
    }
    List<Metric> wanted = new ArrayList<>();
    for (String id : ids.split(",", -1)) {
      wanted.add(metric(id.strip()));
    }
    return wanted.stream().distinct().toList();
  }

  private static Metric metric(String id) {
    return Metric.find(id)
        .orElseThrow(
            () ->
                Problem.unprocessable("UNKNOWN_METRIC", "No metric has this id; see /catalogue."));
  }

  private static boolean csv(@Nullable String format, HttpHeaders headers) {
    if (format == null) {
      MediaType first = headers.getAcceptableMediaTypes().get(0);
      return first.getType().equals("text") && first.getSubtype().equals("csv");
    }
    if (!format.equals("csv") && !format.equals("json")) {
      throw Problem.badRequest("UNKNOWN_FORMAT", "The format is json or csv.");
    }
    return format.equals("csv");
  }

  private static Listed listed(Metric metric) {
    return new Listed(
        metric.number(),
        metric.id(),
        metric.english(),
        metric.chinese(),
        metric.unit(),
        metric.kind());
  }

  private static Problem unknownDivision() {
    return Problem.notFound("UNKNOWN_DIVISION", "No official division has this code.");
  }

  private String write(Report report) {
    try {
      return json.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report that cannot be written", e);
    }
  }

  /** Nothing, to a caller who has it already. */
  private static Response answer(Request request, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    EntityTag tag = new EntityTag(digest(bytes));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return unchanged == null
        ? Response.ok(body, type).tag(tag).build()
        : unchanged.tag(tag).build();
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
