package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Via;
import org.socle.fleet.audit.Action;
import org.socle.fleet.connectivity.Band;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.incident.Causes;
import org.socle.fleet.incident.Event;
import org.socle.fleet.lifecycle.Acquisition;
import org.socle.fleet.lifecycle.Category;
import org.socle.fleet.lifecycle.Destination;
import org.socle.fleet.lifecycle.FactsText;
import org.socle.fleet.lifecycle.Rate;
import org.socle.fleet.lifecycle.Share;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.replacement.Reason;
import org.socle.fleet.ticket.Complaint;
import org.socle.fleet.ticket.LogEntry;
import org.socle.fleet.ticket.Origin;
import org.socle.fleet.ticket.Priority;
import org.socle.fleet.ticket.State;

class MessagesTest {
    static final List<Messages> LANGUAGES = List.of(Messages.FRENCH, Messages.ENGLISH);

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "org.socle.fleet.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    @Test
    void bothLanguagesHaveTheSameKeysWithTheSameArguments() {
        ResourceBundle french = bundle(Locale.FRENCH);
        ResourceBundle english = bundle(Locale.ENGLISH);

        assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(french.keySet());
        for (String key : french.keySet()) {
            assertThat(arguments(english.getString(key))).as(key).isEqualTo(arguments(french.getString(key)));
        }
    }

    private static Set<String> arguments(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = ARGUMENT.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyTextWithArgumentsIsAPattern(Messages messages) {
        ResourceBundle bundle = bundle(messages.locale());
        for (String key : bundle.keySet()) {
            String text = bundle.getString(key);
            if (!arguments(text).isEmpty()) {
                assertThatCode(() -> new MessageFormat(text, messages.locale()))
                        .as(key)
                        .doesNotThrowAnyException();
                assertThat(text).as(key).doesNotContain("'");
            }
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyRuleStatusUnitAndRangeHasItsWords(Messages messages) {
        Collection<String> needed = new ArrayList<>();
        Causes.all().forEach(rule -> needed.addAll(List.of("rule." + rule + ".title", "rule." + rule + ".action")));
        Stream.of(Status.values())
                .forEach(status ->
                        needed.addAll(List.of("status." + status.word(), "machine.sentence." + status.word())));
        Stream.of(org.socle.fleet.incident.State.values())
                .forEach(state -> needed.addAll(List.of(
                        "incident.state." + state.word(),
                        "incidents.state." + state.word(),
                        "incidents.one." + state.word())));
        Stream.of(Threshold.values())
                .forEach(threshold -> needed.addAll(
                        List.of("threshold." + threshold.word(), "threshold." + threshold.word() + ".source")));
        Stream.of(Event.values()).forEach(event -> needed.add("incident.event." + event.word()));
        Stream.of(Action.values()).forEach(action -> needed.add("audit.action." + action.word()));
        Stream.of(Via.values()).forEach(via -> needed.add("audit.via." + via.word()));
        Stream.of(PlaceKind.values()).forEach(kind -> needed.add("place.kind." + kind.word()));
        Stream.of(Role.values()).forEach(role -> needed.add("role." + role.word()));
        Stream.of(Band.values()).forEach(band -> needed.add("speed.band." + band.word()));
        Stream.of(Reason.values())
                .forEach(reason ->
                        needed.addAll(List.of("replacement." + reason.word(), "replacement.short." + reason.word())));
        Stream.of(State.values()).forEach(state -> needed.add("ticket.state." + state.word()));
        Stream.of(Origin.values()).forEach(origin -> needed.add("ticket.origin." + origin.word()));
        Stream.of(Complaint.values()).forEach(complaint -> needed.add("complaint." + complaint.word()));
        Stream.of(LogEntry.What.values()).forEach(what -> needed.add("ticket.log." + what.word()));
        Stream.of(Priority.values())
                .forEach(priority -> needed.addAll(
                        List.of("priority." + priority.word(), "priority." + priority.word() + ".within")));
        FactsText.KEYS.forEach(key -> needed.add("facts." + key));
        Stream.of(Category.values()).forEach(each -> needed.add("facts.category." + each.word()));
        Stream.of(Acquisition.values()).forEach(each -> needed.add("facts.how." + each.word()));
        Stream.of(Destination.values()).forEach(each -> needed.add("facts.destination." + each.word()));
        Stream.of(Share.Why.values()).forEach(each -> needed.add("lifecycle.why." + each.word()));
        Stream.of(Rate.values())
                .map(rate -> "lifecycle." + rate.word())
                .forEach(key -> needed.addAll(List.of(key, key + ".method", key + ".source")));
        Stream.of("direct", "proxy", "portal", "intercepted", "blocked")
                .forEach(path -> needed.add("word.connectivity.path." + path));
        Stream.of("ok", "no_dns", "refused", "timeout", "intercepted")
                .forEach(state -> needed.add("word.service.state." + state));
        Set<String> handled = Set.of("count", "B", "KiB", "s", "h");
        Catalogue.resources().values().stream()
                .map(Resource::unit)
                .filter(unit -> unit != null && !handled.contains(unit))
                .forEach(unit -> needed.add("unit.senml." + unit));

        assertThat(needed)
                .allSatisfy(key -> assertThat(messages.has(key)).as(key).isTrue());
    }

    @Test
    void noTextIsLeftThatNothingUses() {
        Set<String> rules = new TreeSet<>();
        for (String key : bundle(Locale.FRENCH).keySet()) {
            if (key.startsWith("rule.")) {
                rules.add(key.split("\\.")[1]);
            } else if (key.startsWith("word.")) {
                String resource = key.substring("word.".length(), key.lastIndexOf('.'));
                assertThat(Catalogue.byKey(resource)).as(key).isPresent();
            }
        }
        assertThat(rules).containsExactlyInAnyOrderElementsOf(Causes.all());
    }

    @Test
    void countsReadWell() {
        assertThat(Messages.FRENCH.text("machines.count", 0)).isEqualTo("Aucun poste");
        assertThat(Messages.FRENCH.text("machines.count", 1)).isEqualTo("1 poste");
        assertThat(Messages.FRENCH.text("machines.count", 12)).isEqualTo("12 postes");
        assertThat(Messages.ENGLISH.text("today.sentence", "2 down, 1 silent", 30))
                .isEqualTo("Of 30 machines: 2 down, 1 silent.");
        assertThat(Messages.ENGLISH.text("today.sentence.ok", 1)).isEqualTo("The only machine is well. Nothing to do.");
    }
}
