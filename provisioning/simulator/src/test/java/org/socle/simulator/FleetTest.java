package org.socle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.socle.contract.UaiCode;

class FleetTest {
    private static final Fleet DEMO = Fleet.demo(2020);

    @Test
    void theDemoHasTwelveSchoolsAndThreeHundredMachines() {
        assertThat(DEMO.schools()).hasSize(12);
        assertThat(DEMO.machines()).hasSize(300);
        assertThat(DEMO.machines().stream().map(SimulatedMachine::device)).doesNotHaveDuplicates();
        assertThat(DEMO.machines().stream().map(SimulatedMachine::name)).doesNotHaveDuplicates();
        assertThat(DEMO.machines().stream().map(SimulatedMachine::kind)).contains(Kind.values());
        assertThat(DEMO.machines().get(0).name()).isEqualTo("sapins-salle-01");
        assertThat(DEMO.machines().get(0).device().version()).isEqualTo(4);
    }

    @Test
    void everySchoolHasACodeThatIsRightInOneOfThreeZones() {
        Set<String> departements = DEMO.schools().stream()
                .map(school -> new UaiCode(school.uai()).value().substring(0, 3))
                .collect(Collectors.toSet());

        assertThat(departements).containsExactlyInAnyOrder("021", "059", "034");
        assertThat(DEMO.schools().stream().map(SimulatedSchool::uai)).doesNotHaveDuplicates();
    }

    @Test
    void theSameSeedGivesTheSameFleet() {
        assertThat(Fleet.demo(2020)).isEqualTo(DEMO);
        assertThat(Fleet.demo(2021).machines().get(0).device())
                .isNotEqualTo(DEMO.machines().get(0).device());
    }

    @Test
    void aSmallerFleetIsTheBeginningOfTheLargeOne() {
        assertThat(DEMO.machines()).startsWith(Fleet.of(2020, 3).machines().toArray(SimulatedMachine[]::new));
    }
}
