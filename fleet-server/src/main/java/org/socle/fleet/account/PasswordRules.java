package org.socle.fleet.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.web.Refusal;

/** Which passwords are good enough: long, and not among those that are guessed first. Nothing else is asked of them. */
final class PasswordRules {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    /** As much as decides; guessing how long a novel takes to guess takes long itself. */
    private static final int MEASURED = 60;

    /** "Safely unguessable: moderate protection from offline slow-hash scenario." */
    private static final int GOOD = 3;

    /** Letters that have to be left without the words that everybody knows of the account. */
    private static final int LEAST_OWN = 6;

    private PasswordRules() {}

    /**
     * Checks a new password.
     *
     * @param name of the account, which it must not be made of
     * @throws Refusal when it is too short, too long or too easy to guess
     */
    static void check(String password, String name, @Nullable String email) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new Refusal("password.refused.short", SHORTEST);
        }
        if (password.length() > LONGEST) {
            throw new Refusal("password.refused.long", LONGEST);
        }
        List<String> known = Stream.of(name, email, "socle", "ecole", "collectivite", "technicien", "motdepasse")
                .filter(Objects::nonNull)
                .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split("[^\\p{L}\\d]+"))))
                .filter(text -> text.length() > 2)
                .toList();
        // Made anew each time: its word lists would stay in memory for something that is done once a month.
        int score = new Zxcvbn()
                .measure(password.substring(0, Math.min(MEASURED, password.length())), known)
                .getScore();
        String own = password.toLowerCase(Locale.ROOT);
        for (String word : known) {
            own = own.replace(word.toLowerCase(Locale.ROOT), "");
        }
        if (score < GOOD || own.length() < LEAST_OWN) {
            throw new Refusal("password.refused.weak");
        }
    }
}
