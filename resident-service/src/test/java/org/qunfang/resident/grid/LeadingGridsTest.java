package org.qunfang.resident.grid;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.GridDefined;
import org.qunfang.events.ResidentEvent.GridDissolved;
import org.qunfang.events.ResidentEvent.GridEvent;
import org.qunfang.events.ResidentEvent.GridKind;
import org.qunfang.events.ResidentEvent.GridLeaderChanged;
import org.qunfang.events.ResidentEvent.HouseholdsPutInGrid;
import org.qunfang.resident.grid.GridCommand.ChangeLeader;
import org.qunfang.resident.grid.GridCommand.DefineGrid;
import org.qunfang.resident.grid.GridCommand.DissolveGrid;
import org.qunfang.resident.grid.GridCommand.PutIn;
import org.qunfang.testing.GivenWhenThen;

class LeadingGridsTest {

  private static final UUID GRID = new UUID(0, 1);
  private static final UUID LI = new UUID(0, 2);
  private static final UUID WANG = new UUID(0, 3);
  private static final GridDefined DEFINED = new GridDefined(GRID, GridKind.GRID, LI);
  private static final GridDissolved DISSOLVED = new GridDissolved(GRID, GridKind.GRID);

  private final GivenWhenThen<GridCommand, Grid, GridEvent> rules = rules(new GridDecider());

  @Test
  void aGridIsDefinedOnceWithItsLeader() {
    rules.given().when(new DefineGrid(GRID, GridKind.GRID, LI)).then(DEFINED);
    rules
        .given(DEFINED)
        .when(new DefineGrid(GRID, GridKind.SECTION, WANG))
        .thenRejected(GridRejection.GRID_ALREADY_DEFINED);
  }

  @Test
  void nobodyLeadsUntilSomebodyTakesOver() {
    var left = new GridLeaderChanged(GRID, null, LI);
    rules.given(DEFINED).when(new ChangeLeader(null)).then(left);
    rules.given(DEFINED, left).when(new ChangeLeader(null)).thenNothing();
    rules
        .given(DEFINED, left)
        .when(new ChangeLeader(WANG))
        .then(new GridLeaderChanged(GRID, WANG, null));
  }

  @Test
  void anotherLeaderTakesOver() {
    var changed = new GridLeaderChanged(GRID, WANG, LI);
    rules.given(DEFINED).when(new ChangeLeader(WANG)).then(changed);
    rules.given(DEFINED, changed).when(new ChangeLeader(WANG)).thenNothing();
    rules
        .given(DEFINED, changed)
        .when(new ChangeLeader(LI))
        .then(new GridLeaderChanged(GRID, LI, WANG));
  }

  @Test
  void householdsArePutIntoIt() {
    rules
        .given(DEFINED)
        .when(new PutIn(List.of(LI, WANG)))
        .then(new HouseholdsPutInGrid(GRID, List.of(LI, WANG)));
    rules.given(DEFINED).when(new PutIn(List.of())).thenNothing();
  }

  @Test
  void aDissolvedGridHasNoLeaderAndTakesNobody() {
    rules.given(DEFINED).when(new DissolveGrid()).then(DISSOLVED);
    var gone = rules.given(DEFINED, DISSOLVED);
    gone.when(new DissolveGrid()).thenNothing();
    gone.when(new ChangeLeader(WANG)).thenRejected(GridRejection.GRID_DISSOLVED);
    gone.when(new PutIn(List.of(LI))).thenRejected(GridRejection.GRID_DISSOLVED);
    gone.when(new DefineGrid(GRID, GridKind.GRID, LI))
        .thenRejected(GridRejection.GRID_ALREADY_DEFINED);
  }

  @Test
  void whatIsNotDefinedIsNotThere() {
    rules.given().when(new ChangeLeader(LI)).thenRejected(GridRejection.NO_SUCH_GRID);
    rules.given().when(new PutIn(List.of(LI))).thenRejected(GridRejection.NO_SUCH_GRID);
    rules.given().when(new DissolveGrid()).thenRejected(GridRejection.NO_SUCH_GRID);
  }
}
