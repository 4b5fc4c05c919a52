package org.socle.fleet.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as people and programs read them: a page, or problem+json (RFC 9457) where programs ask. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Set<Integer> KNOWN = Set.of(400, 401, 403, 404, 405, 413, 422, 429, 500, 503);

    /** Where no person reads the answer. */
    private static final List<String> FOR_PROGRAMS =
            List.of("/api/", "/.well-known/", "/enrol/introduction", "/device/");

    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;
    private static final int SERVER_ERROR = 500;

    private final Views views;

    Problems(Views views) {
        this.views = views;
    }

    /** Answers an error that was thrown on purpose. */
    void answer(HttpResponseException problem, Context context) {
        String detail = problem instanceof BadRequestResponse || problem instanceof NotFoundResponse
                ? String.valueOf(problem.getMessage())
                : "";
        String sentence = problem instanceof Query.NotUnderstood value ? value.in(views.messages(context)) : "";
        answer(context, problem.getStatus(), detail, sentence, "");
    }

    /** Answers a change that was refused, on a page that does not show the reason itself. */
    void refused(Refusal refusal, Context context) {
        answer(context, UNPROCESSABLE, refusal.in(Messages.ENGLISH), refusal.in(views.messages(context)), "");
    }

    /** Answers a fault of ours: a reference instead of the details, which go to the log. */
    void fault(Exception fault, Context context) {
        OptionalInt sender = faultOfSender(fault);
        if (sender.isPresent()) {
            LOG.debug("request {} {} could not be read", context.method(), context.path(), fault);
            answer(context, sender.getAsInt(), "", "", "");
            return;
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("request {} {} failed, reference {}", context.method(), context.path(), reference, fault);
        answer(context, SERVER_ERROR, "", "", reference);
    }

    /** What is wrong with a request that Jetty could not read, such as a form with a field of megabytes; empty for a fault of ours. */
    private static OptionalInt faultOfSender(Throwable fault) {
        OptionalInt code = OptionalInt.empty();
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof HttpException sent && sent.getCode() < SERVER_ERROR) {
                code = OptionalInt.of(sent.getCode());
            } else if (code.isPresent() && String.valueOf(each.getMessage()).contains("larger than max")) {
                return OptionalInt.of(TOO_LARGE);
            }
        }
        return code;
    }

    private static boolean askedByAProgram(Context context) {
        return FOR_PROGRAMS.stream().anyMatch(context.path()::startsWith);
    }

    private void answer(Context context, int status, String detail, String told, String reference) {
        context.status(status);
        context.header("Cache-Control", "no-store");
        int known = KNOWN.contains(status) ? status : status < SERVER_ERROR ? 400 : SERVER_ERROR;
        Messages messages = views.messages(context);
        String title = messages.text("error." + known + ".title");
        if (askedByAProgram(context)) {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("type", "about:blank");
            problem.put("title", Messages.ENGLISH.text("error." + known + ".title"));
            problem.put("status", status);
            if (!detail.isEmpty()) {
                problem.put("detail", detail);
            }
            if (!reference.isEmpty()) {
                problem.put("reference", reference);
            }
            Json.write(context, "application/problem+json", problem);
            return;
        }
        String sentence = told.isEmpty() ? messages.text("error." + known + ".sentence") : told;
        views.render(
                context,
                "problem.jte",
                views.frame(context, messages.text("error.prefix", title)),
                new Problem(title, sentence, reference));
    }
}
