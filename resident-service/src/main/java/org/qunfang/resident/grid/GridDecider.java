package org.qunfang.resident.grid;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.List;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.GridDefined;
import org.qunfang.events.ResidentEvent.GridDissolved;
import org.qunfang.events.ResidentEvent.GridEvent;
import org.qunfang.events.ResidentEvent.GridKind;
import org.qunfang.events.ResidentEvent.GridLeaderChanged;
import org.qunfang.events.ResidentEvent.HouseholdsPutInGrid;
import org.qunfang.resident.grid.Grid.Dissolved;
import org.qunfang.resident.grid.Grid.Led;
import org.qunfang.resident.grid.Grid.Undefined;
import org.qunfang.resident.grid.GridCommand.ChangeLeader;
import org.qunfang.resident.grid.GridCommand.DefineGrid;
import org.qunfang.resident.grid.GridCommand.DissolveGrid;
import org.qunfang.resident.grid.GridCommand.PutIn;

/** The rules of grids: each has a leader as long as it is there. */
public final class GridDecider implements Decider<GridCommand, Grid, GridEvent> {

  @Override
  public Grid initial() {
    return new Undefined();
  }

  @Override
  public Decision<GridEvent> decide(GridCommand command, Grid state) {
    return switch (state) {
      case Undefined() ->
          command instanceof DefineGrid(UUID id, GridKind kind, UUID leader)
              ? accept(new GridDefined(id, kind, leader))
              : reject(GridRejection.NO_SUCH_GRID);
      case Led grid -> decide(command, grid);
      case Dissolved gone ->
          switch (command) {
            case DefineGrid again -> reject(GridRejection.GRID_ALREADY_DEFINED);
            case DissolveGrid again -> accept();
            case ChangeLeader late -> reject(GridRejection.GRID_DISSOLVED);
            case PutIn late -> reject(GridRejection.GRID_DISSOLVED);
          };
    };
  }

  private static Decision<GridEvent> decide(GridCommand command, Led grid) {
    return switch (command) {
      case DefineGrid again -> reject(GridRejection.GRID_ALREADY_DEFINED);
      case ChangeLeader(UUID leader) ->
          leader.equals(grid.leader())
              ? accept()
              : accept(new GridLeaderChanged(grid.id(), leader, grid.leader()));
      case PutIn(List<UUID> households) ->
          households.isEmpty()
              ? accept()
              : accept(new HouseholdsPutInGrid(grid.id(), List.copyOf(households)));
      case DissolveGrid now -> accept(new GridDissolved(grid.id(), grid.kind()));
    };
  }

  @Override
  public Grid evolve(Grid state, GridEvent event) {
    return switch (event) {
      case GridDefined defined -> new Led(defined.grid(), defined.kind(), defined.leader());
      case GridLeaderChanged changed ->
          state instanceof Led grid ? new Led(grid.id(), grid.kind(), changed.leader()) : state;
      case HouseholdsPutInGrid put -> state;
      case GridDissolved dissolved -> new Dissolved(dissolved.grid());
    };
  }
}
