package org.qunfang.isolation.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.intake.OwnDivision;
import org.qunfang.security.DivisionScope;

/** Looks isolation files up. */
@ApplicationScoped
public class IsolationFiles {

  private final Mutiny.SessionFactory sessions;
  private final OwnDivision own;
  private final DivisionScope scope;

  IsolationFiles(Mutiny.SessionFactory sessions, OwnDivision own, DivisionScope scope) {
    this.sessions = sessions;
    this.own = own;
    this.scope = scope;
  }

  /** A file as people get to see it; {@code due} is the last day of isolation. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      UUID id,
      UUID person,
      Division community,
      IsolationKind kind,
      IsolationReason reason,
      IsolationFile.State state,
      LocalDate due,
      @Nullable UUID guardian,
      int breaches,
      Instant ordered,
      @Nullable Instant started,
      @Nullable Instant ended,
      @Nullable ReleaseGround ground) {

    static View of(IsolationFile file) {
      return new View(
          file.id,
          file.person,
          file.community(),
          file.kind,
          file.reason,
          file.state,
          file.due,
          file.guardian,
          file.breaches,
          file.ordered,
          file.started,
          file.ended,
          file.releaseGround);
    }
  }

  /** The file of an order; refused when there is none. */
  static Uni<IsolationFile> find(Mutiny.Session session, UUID order) {
    return session
        .find(IsolationFile.class, order)
        .onItem()
        .ifNull()
        .failWith(() -> new CommandRejected(IsolationRejection.NO_SUCH_ORDER));
  }

  /** The file of an order; refused when there is none in the caller's division. */
  Uni<IsolationFile> own(Mutiny.Session session, UUID order) {
    return own.find(session, IsolationFile.class, order, IsolationRejection.NO_SUCH_ORDER);
  }

  /** The same, to look at. */
  public Uni<View> own(UUID order) {
    return sessions.withSession(session -> own(session, order)).map(View::of);
  }

  /** The open file of a person; refused when there is none in the caller's division. */
  Uni<View> openOf(UUID person) {
    String within = scope.prefix() + "%";
    return sessions
        .withSession(
            session ->
                session
                    .createSelectionQuery(
                        """
                        from IsolationFile
                         where person = :person and state <> RELEASED and community like :within
                        """,
                        IsolationFile.class)
                    .setParameter("person", person)
                    .setParameter("within", within)
                    .setReadOnly(true)
                    .getSingleResultOrNull())
        .onItem()
        .ifNull()
        .failWith(() -> new CommandRejected(IsolationRejection.NOT_ISOLATED))
        .map(View::of);
  }
}
