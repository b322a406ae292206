package org.qunfang.resident.grid;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.GridDefined;
import org.qunfang.events.ResidentEvent.GridDissolved;
import org.qunfang.events.ResidentEvent.GridEvent;
import org.qunfang.events.ResidentEvent.GridKind;
import org.qunfang.events.ResidentEvent.GridLeaderChanged;
import org.qunfang.events.ResidentEvent.HouseholdsPutInGrid;
import org.qunfang.resident.grid.Grid.Defined;
import org.qunfang.resident.grid.Grid.Dissolved;
import org.qunfang.resident.grid.Grid.Undefined;
import org.qunfang.resident.grid.GridCommand.ChangeLeader;
import org.qunfang.resident.grid.GridCommand.DefineGrid;
import org.qunfang.resident.grid.GridCommand.DissolveGrid;
import org.qunfang.resident.grid.GridCommand.PutIn;

/** The rules of grids: each begins with a leader, and keeps one or has none for now. */
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
      case Defined grid -> decide(command, grid);
      case Dissolved gone ->
          switch (command) {
            case DefineGrid again -> reject(GridRejection.GRID_ALREADY_DEFINED);
            case DissolveGrid again -> accept();
            case ChangeLeader late -> reject(GridRejection.GRID_DISSOLVED);
            case PutIn late -> reject(GridRejection.GRID_DISSOLVED);
          };
    };
  }

  private static Decision<GridEvent> decide(GridCommand command, Defined grid) {
    return switch (command) {
      case DefineGrid again -> reject(GridRejection.GRID_ALREADY_DEFINED);
      case ChangeLeader(UUID leader) ->
          Objects.equals(leader, grid.leader())
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
      case GridDefined defined -> new Defined(defined.grid(), defined.kind(), defined.leader());
      case GridLeaderChanged changed ->
          state instanceof Defined grid
              ? new Defined(grid.id(), grid.kind(), changed.leader())
              : state;
      case HouseholdsPutInGrid put -> state;
      case GridDissolved dissolved -> new Dissolved(dissolved.grid());
    };
  }
}
