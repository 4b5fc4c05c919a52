package org.socle.fleet.energy.bill;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.factor.Effects;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.factor.Tariffs;
import org.socle.fleet.energy.own.OwnBills;
import org.socle.fleet.energy.own.OwnMonths;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.energy.use.PlaceMonth;

/** Reckons the years of {@link Effects} from months that are added up already. Thread-safe. */
record EditionEffects(EnergyAccounts accounts, OwnBills own, Clock clock) implements Effects {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    @Override
    public List<Effect> of(Scope scope, Factors before, Factors after) {
        int year = LocalDate.ofInstant(clock.instant(), ZONE).getYear();
        return Stream.of(year - 1, year)
                .map(each ->
                        Months.parse(String.format(Locale.ROOT, "%d", each)).orElseThrow())
                .map(months -> effect(scope, months, before, after))
                .filter(effect -> effect.wattHours() > 0)
                .toList();
    }

    private Effect effect(Scope scope, Months months, Factors before, Factors after) {
        List<PlaceMonth> consumed = accounts.months(scope, months.first(), months.end());
        OwnMonths itself = own.months(scope, months.first(), months.end());
        Bill was = Bill.of(consumed, before, new Tariffs(List.of()));
        return new Effect(
                months.word(),
                was.consumed(),
                carbon(was),
                carbon(Bill.of(consumed, after, new Tariffs(List.of()))),
                itself.bill(consumed, before).total(),
                itself.bill(consumed, after).total());
    }

    private static @Nullable Double carbon(Bill bill) {
        return bill.factored() > 0 ? (Double) bill.kilograms() : null;
    }
}
