import { all, strict, type Arguments, type Compile } from './arguments';
import { Decimal } from './decimal';
import * as jsonText from './jsonText';
import * as letters from './letters';
import * as pages from './pages';
import { matches } from './regex';
import * as texts from './texts';
import { Clock, Moment } from './times';
import { write, type Value } from './values';

/** Of one text; further arguments may be blank. */
const ofText = (operate: (given: Arguments) => string): Compile =>
  all((given) => (given.isBlank(0) ? null : texts.result(operate(given))));

/** Every text has a blank part. */
const hasPart = (test: (text: string, part: string) => boolean): Compile =>
  all((given) =>
    given.isBlank(1) ? true : given.isBlank(0) ? null : test(given.text(0), given.text(1)),
  );

const padded =
  (side: 'left' | 'right'): Compile =>
  (call, inner) => {
    const hasPad = call.arguments.length > 2;
    return all((given) =>
      given.isBlank(0) || given.isBlank(1)
        ? null
        : texts.paddedTo(given.text(0), given.number(1), hasPad ? given.textOrNull(2) : ' ', side),
    )(call, inner);
  };

function textOf(value: Value): string {
  if (value instanceof Moment || value instanceof Clock) return value.toText();
  const written = write(value);
  return typeof written === 'string' ? written : JSON.stringify(written);
}

export const textFunctions = {
  LIKE: strict((given) => texts.isLike(given.text(0), given.text(1))),
  CONTAINS: hasPart((text, part) => text.includes(part)),
  BEGINS: hasPart((text, part) => text.startsWith(part)),
  TEXT: strict((given) => textOf(given.any(0))),
  LEN: all((given) => Decimal.of(given.textOrEmpty(0).length)),
  LEFT: strict((given) => texts.left(given.text(0), given.number(1))),
  RIGHT: strict((given) => texts.right(given.text(0), given.number(1))),
  MID: strict((given) =>
    texts.middle(given.text(0), given.number(1).toInt(), given.number(2).toInt()),
  ),
  SUBSTR: strict((given) => texts.from(given.text(0), given.number(1), given.numberOrNull(2))),
  FIND: all((given) =>
    given.isBlank(0) || given.isBlank(1)
      ? Decimal.ZERO
      : texts.find(given.text(0), given.text(1), given.numberOrNull(2)),
  ),
  SUBSTITUTE: all((given) =>
    given.isBlank(0) || given.isBlank(1)
      ? null
      : texts.substituted(given.text(0), given.text(1), given.textOrEmpty(2)),
  ),
  LPAD: padded('left'),
  RPAD: padded('right'),
  TRIM: strict((given) => texts.trimmed(given.text(0))),
  UPPER: ofText((given) => letters.upper(given.text(0), given.textOrNull(1))),
  LOWER: ofText((given) => letters.lower(given.text(0), given.textOrNull(1))),
  INITCAP: strict((given) => letters.capitalised(given.text(0))),
  REVERSE: strict((given) => texts.reversed(given.text(0))),
  CHR: strict((given) => texts.character(given.number(0))),
  ASCII: strict((given) => Decimal.of(given.text(0).codePointAt(0) ?? 0)),
  VALUE: strict((given) => texts.number(given.text(0))),
  ISNUMBER: all((given) => !given.isBlank(0) && texts.isNumber(given.text(0))),
  REGEX: all((given) => matches(given.textOrEmpty(0), given.textOrEmpty(1))),
  CASESAFEID: strict((given) => texts.caseSafe(given.text(0))),
  HTMLENCODE: ofText((given) => pages.html(given.text(0))),
  JSENCODE: ofText((given) => pages.script(given.text(0))),
  JSINHTMLENCODE: ofText((given) => pages.script(pages.html(given.text(0)))),
  URLENCODE: ofText((given) => pages.url(given.text(0))),
  BR: () => () => '<br>',
  HYPERLINK: all((given) =>
    pages.link(given.textOrEmpty(0), given.textOrEmpty(1), given.textOrNull(2)),
  ),
  IMAGE: all((given) =>
    pages.image(
      given.textOrEmpty(0),
      given.textOrEmpty(1),
      given.numberOrNull(2)?.toString() ?? null,
      given.numberOrNull(3)?.toString() ?? null,
    ),
  ),
  FORMATCURRENCY: all((given) =>
    given.isBlank(1) ? null : texts.amount(given.textOrNull(0), given.number(1)),
  ),
  JSONVALUE: strict((given) => jsonText.member(given.text(0), given.text(1))),
  JSONPATHVALUE: strict((given) => jsonText.at(given.text(0), given.text(1))),
} satisfies Record<string, Compile>;
