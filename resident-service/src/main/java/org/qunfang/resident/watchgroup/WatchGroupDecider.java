package org.qunfang.resident.watchgroup;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.TenHouseholdGroupDissolved;
import org.qunfang.events.ResidentEvent.TenHouseholdGroupFormed;
import org.qunfang.events.ResidentEvent.TenHouseholdGroupLeaderChosen;
import org.qunfang.events.ResidentEvent.TenHouseholdGroupRegrouped;
import org.qunfang.events.ResidentEvent.WatchGroupEvent;
import org.qunfang.resident.watchgroup.WatchGroup.Dissolved;
import org.qunfang.resident.watchgroup.WatchGroup.Formed;
import org.qunfang.resident.watchgroup.WatchGroup.Unformed;
import org.qunfang.resident.watchgroup.WatchGroupCommand.ChooseLeader;
import org.qunfang.resident.watchgroup.WatchGroupCommand.DissolveGroup;
import org.qunfang.resident.watchgroup.WatchGroupCommand.FormGroup;
import org.qunfang.resident.watchgroup.WatchGroupCommand.LoseHousehold;
import org.qunfang.resident.watchgroup.WatchGroupCommand.LoseLeader;
import org.qunfang.resident.watchgroup.WatchGroupCommand.Regroup;

/** The rules of ten-household groups: about ten of them, and one of its own leads each. */
public final class WatchGroupDecider
    implements Decider<WatchGroupCommand, WatchGroup, WatchGroupEvent> {

  /** About ten: stairways and lanes are as long as they are. */
  static final int MOST = 20;

  @Override
  public WatchGroup initial() {
    return new Unformed();
  }

  @Override
  public Decision<WatchGroupEvent> decide(WatchGroupCommand command, WatchGroup state) {
    return switch (state) {
      case Unformed() ->
          command instanceof FormGroup form
              ? form(form)
              : reject(WatchGroupRejection.NO_SUCH_WATCH_GROUP);
      case Formed group -> decide(command, group);
      case Dissolved gone ->
          switch (command) {
            case FormGroup again -> reject(WatchGroupRejection.WATCH_GROUP_ALREADY_FORMED);
            case DissolveGroup again -> accept();
            case ChooseLeader late -> reject(WatchGroupRejection.WATCH_GROUP_DISSOLVED);
            case Regroup late -> reject(WatchGroupRejection.WATCH_GROUP_DISSOLVED);
            case LoseLeader late -> accept();
            case LoseHousehold late -> accept();
          };
    };
  }

  private static Decision<WatchGroupEvent> form(FormGroup form) {
    if (form.households().isEmpty() || form.households().size() > MOST) {
      return reject(WatchGroupRejection.NOT_ABOUT_TEN);
    }
    return form.households().contains(form.leadingHousehold())
        ? accept(
            new TenHouseholdGroupFormed(
                form.id(), sorted(form.households()), form.leadingHousehold(), form.leader()))
        : reject(WatchGroupRejection.LEADER_NOT_IN_GROUP);
  }

  private static Decision<WatchGroupEvent> decide(WatchGroupCommand command, Formed group) {
    return switch (command) {
      case FormGroup again -> reject(WatchGroupRejection.WATCH_GROUP_ALREADY_FORMED);
      case ChooseLeader chosen -> choose(chosen, group);
      case Regroup(Set<UUID> households) -> regroup(households, group);
      case DissolveGroup now -> accept(new TenHouseholdGroupDissolved(group.id()));
      case LoseLeader() -> group.leader() == null ? accept() : accept(leaderless(group));
      case LoseHousehold(UUID household) -> lose(household, group);
    };
  }

  private static Decision<WatchGroupEvent> choose(ChooseLeader chosen, Formed group) {
    if (!group.households().contains(chosen.household())) {
      return reject(WatchGroupRejection.LEADER_NOT_IN_GROUP);
    }
    return chosen.household().equals(group.leadingHousehold())
            && Objects.equals(chosen.resident(), group.leader())
        ? accept()
        : accept(
            new TenHouseholdGroupLeaderChosen(group.id(), chosen.household(), chosen.resident()));
  }

  /** A group goes on with one household fewer, and does not choose a leader for itself. */
  private static Decision<WatchGroupEvent> lose(UUID household, Formed group) {
    Set<UUID> left = new TreeSet<>(group.households());
    if (!left.remove(household)) {
      return accept();
    }
    if (left.isEmpty()) {
      return accept(new TenHouseholdGroupDissolved(group.id()));
    }
    var fewer = new TenHouseholdGroupRegrouped(group.id(), sorted(left));
    return household.equals(group.leadingHousehold())
        ? accept(leaderless(group), fewer)
        : accept(fewer);
  }

  private static TenHouseholdGroupLeaderChosen leaderless(Formed group) {
    return new TenHouseholdGroupLeaderChosen(group.id(), null, null);
  }

  private static Decision<WatchGroupEvent> regroup(Set<UUID> households, Formed group) {
    if (households.isEmpty() || households.size() > MOST) {
      return reject(WatchGroupRejection.NOT_ABOUT_TEN);
    }
    UUID leading = group.leadingHousehold();
    if (leading != null && !households.contains(leading)) {
      return reject(WatchGroupRejection.LEADER_NOT_IN_GROUP);
    }
    return households.equals(group.households())
        ? accept()
        : accept(new TenHouseholdGroupRegrouped(group.id(), sorted(households)));
  }

  private static List<UUID> sorted(Set<UUID> households) {
    return List.copyOf(new TreeSet<>(households));
  }

  @Override
  public WatchGroup evolve(WatchGroup state, WatchGroupEvent event) {
    return switch (event) {
      case TenHouseholdGroupFormed formed ->
          new Formed(
              formed.group(),
              Set.copyOf(formed.households()),
              formed.leadingHousehold(),
              formed.leader());
      case TenHouseholdGroupLeaderChosen chosen ->
          state instanceof Formed group
              ? new Formed(
                  group.id(), group.households(), chosen.leadingHousehold(), chosen.leader())
              : state;
      case TenHouseholdGroupRegrouped regrouped ->
          state instanceof Formed group
              ? new Formed(
                  group.id(),
                  Set.copyOf(regrouped.households()),
                  group.leadingHousehold(),
                  group.leader())
              : state;
      case TenHouseholdGroupDissolved dissolved -> new Dissolved(dissolved.group());
    };
  }
}
