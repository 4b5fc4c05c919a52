package org.socle.fleet.web;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Looks a page through for figures that lead to no method. A figure is a number with a unit: of energy, power, carbon or money anywhere;
 * on the pages that reckon also shares and years. It leads to its method when it lies
 *
 * <ul>
 *   <li>in a link to one (an anchor whose name begins with {@code method}, or a page that has such anchors),
 *   <li>in a cell of a table whose column or row has such a link in its head,
 *   <li>in a drawing whose caption has one,
 *   <li>in print beside a figure that is one: the same tile, the same line of a list,
 *   <li>among readings of a machine, whose head leads to all it told of them, how they were come by included,
 *   <li>in a method itself, or among choices to make.
 * </ul>
 */
final class FigureLinks {
    private static final Pattern RECKONS = Pattern.compile(
            "/(energy|lifecycle|reports|figures|replacements)\\b.*|/schools/[^/]+/bulletin.*|/places/[^/]+/meter.*");

    private static final String SEARCH = """
            async reckons => {
              const number = '(?<![\\\\w-])[0-9][0-9.,\\\\s]*';
              const always = new RegExp(number + '(k?Wh|k?W|MWh|(kg|g|t) ?CO₂e|c/kWh)(?![\\\\wà-ü])');
              const reckoned = new RegExp(number + '(%|€|points?|ans?|years?)(?![\\\\wà-ü])|[€][0-9]');
              const isFigure = text => always.test(text) || reckons && reckoned.test(text);
              const known = {};
              // The anchor must be there, on this page or on the one it names.
              const leads = async link => {
                const aim = link.getAttribute('href');
                if (!/#method/.test(aim)) return false;
                if (aim.startsWith('#')) return !!document.getElementById(aim.slice(1));
                if (!(aim in known)) {
                  const page = await fetch(link.href);
                  known[aim] = page.ok && (await page.text()).includes('id="' + aim.split('#')[1] + '"');
                }
                return known[aim];
              };
              const any = async links => {
                for (const link of links) if (await leads(link)) return true;
                return false;
              };
              const heads = cell => {
                const row = cell.parentElement, table = cell.closest('table');
                const at = [...row.children].slice(0, [...row.children].indexOf(cell))
                    .reduce((sum, each) => sum + each.colSpan, 0);
                const head = table.tHead && table.tHead.rows[table.tHead.rows.length - 1].cells[at];
                return [head, row.querySelector('th'), table.caption].filter(Boolean)
                    .flatMap(each => [...each.querySelectorAll('a[href]')]);
              };
              const led = async element => {
                if (element.closest('.methods, option, select, textarea, input, label, .key, title, .rights')) return true;
                const link = element.closest('a[href]');
                if (link && await leads(link)) return true;
                const cell = element.closest('td, th');
                if (cell && await any(heads(cell))) return true;
                const drawing = element.closest('figure');
                if (drawing && await any(drawing.querySelectorAll('figcaption a[href]'))) return true;
                const group = element.closest('.group');
                if (group && group.querySelector('h3 > a[href*="/readings?family="]')) return true;
                if (group && await any(document.querySelectorAll('main > p > a[href*="#method"]'))) return true;
                const small = element.closest('small');
                const beside = small ? small.parentElement : element.closest('dd, li');
                return !!beside && await any(beside.querySelectorAll('b > a[href]'));
              };
              const lost = [];
              const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
              for (let text = texts.nextNode(); text; text = texts.nextNode())
                if (isFigure(text.textContent) && !await led(text.parentElement)) lost.push(text.textContent.trim());
              for (const figure of document.querySelectorAll('.tiles dd b'))
                if (!await any(figure.querySelectorAll('a[href]'))) lost.push(figure.textContent);
              return lost;
            }""";

    private FigureLinks() {}

    /**
     * Figures of a page that lead to no method; empty when all do.
     *
     * @param path of the page
     */
    static List<?> missing(Page tab, String path) {
        return (List<?>) tab.evaluate(SEARCH, RECKONS.matcher(path).matches());
    }
}
