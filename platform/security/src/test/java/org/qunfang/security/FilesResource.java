package org.qunfang.security;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes whole files, and says how long they are. */
@Path("/files")
public class FilesResource {

  @POST
  @Blocking
  @RolesAllowed(Roles.GATE_GUARD)
  @Consumes(MediaType.TEXT_PLAIN)
  public String length(InputStream file) throws IOException {
    return String.valueOf(file.transferTo(OutputStream.nullOutputStream()));
  }
}
