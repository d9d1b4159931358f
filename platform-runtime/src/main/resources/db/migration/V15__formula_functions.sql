-- The formula language in SQL, where PostgreSQL's own functions mean something else: docs/formulas.md. What Java reports as an error
-- is null here, whatever the arguments: one record must never fail a list. Figures are those of the Java evaluator (Decimals, Texts,
-- Times), which a test holds these functions against.

-- --- numbers: 39 significant digits, halves away from zero, at most 128 digits on either side of the point

-- Digits before the point; those of 0.00123 are -2.
CREATE FUNCTION formula_magnitude(n numeric) RETURNS int LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF n = 0 THEN
    RETURN 0;
  ELSIF abs(n) >= 1 THEN
    RETURN length(trunc(abs(n))::text);
  END IF;
  RETURN - length(substring(abs(n)::text FROM '^0\.(0*)'));
END
$$;

CREATE FUNCTION formula_significant(n numeric, digits int) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF length(n::text) <= digits THEN
    RETURN n;
  END IF;
  RETURN round(n, digits - public.formula_magnitude(n));
END
$$;

CREATE FUNCTION formula_exact(n numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF length(n::text) <= 39 THEN
    RETURN n;
  END IF;
  RETURN round(n, 39 - public.formula_magnitude(n));
END
$$;

-- Chains of operations must not make numbers of a million digits.
CREATE FUNCTION formula_bounded(n numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF abs(n) >= 1e128 THEN
    RETURN NULL;
  ELSIF abs(n) < 1e-129 THEN
    RETURN 0;
  END IF;
  RETURN n;
END
$$;

CREATE FUNCTION formula_multiply(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  product numeric := a * b;
BEGIN
  IF length(product::text) <= 39 THEN
    RETURN product;
  END IF;
  RETURN public.formula_bounded(public.formula_exact(product));
END
$$;

-- Cut two digits behind the last one that counts: halves are rounded up, so that no more is needed to round it right.
CREATE FUNCTION formula_quotient(a numeric, b numeric, digits int) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  scale int;
BEGIN
  IF b = 0 THEN
    RETURN NULL;
  ELSIF a = 0 THEN
    RETURN 0;
  END IF;
  scale := greatest(0, digits + 2 - public.formula_magnitude(a) + public.formula_magnitude(b));
  RETURN public.formula_significant(div(a * ('1e' || scale)::numeric, b) * ('1e-' || scale)::numeric, digits);
END
$$;

CREATE FUNCTION formula_divide(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN public.formula_bounded(public.formula_quotient(a, b, 39));
END
$$;

CREATE FUNCTION formula_modulo(a numeric, b numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF b = 0 THEN
    RETURN NULL;
  END IF;
  RETURN mod(a, b);
END
$$;

-- Whole exponents only; 18 digits of the result count. By squaring: some hundred steps for the largest exponents.
CREATE FUNCTION formula_power(base numeric, exponent numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  magnitude int := public.formula_magnitude(base);
  rest numeric := abs(exponent);
  square numeric := base;
  result numeric := 1;
  digits double precision;
BEGIN
  IF exponent <> trunc(exponent) THEN
    RETURN NULL;
  ELSIF exponent = 0 THEN
    RETURN 1;
  ELSIF base = 0 THEN
    RETURN CASE WHEN exponent > 0 THEN 0 END;
  END IF;
  digits := (log((abs(base) * ('1e' || -magnitude)::numeric)::double precision) + magnitude) * exponent::double precision;
  IF digits > 64 THEN
    RETURN NULL;
  ELSIF digits < -64 THEN
    RETURN 0;
  END IF;
  LOOP
    IF mod(rest, 2) = 1 THEN
      result := public.formula_significant(result * square, 60);
    END IF;
    rest := div(rest, 2);
    EXIT WHEN rest = 0;
    square := public.formula_significant(square * square, 60);
  END LOOP;
  IF exponent < 0 THEN
    result := public.formula_quotient(1, result, 60);
  END IF;
  result := public.formula_significant(result, 18);
  RETURN CASE WHEN abs(result) < 1e-39 THEN 0 ELSE result END;
END
$$;

-- Cut towards zero, and to what an int holds.
CREATE FUNCTION formula_whole(n numeric) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN least(greatest(trunc(n), -2147483648), 2147483647)::int;

CREATE FUNCTION formula_round(n numeric, places numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN round(n, least(greatest(trunc(places), -128), 128)::int);

CREATE FUNCTION formula_trunc(n numeric, places numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN trunc(n, least(greatest(trunc(places), -128), 128)::int);

-- Before a number is cut to an integer, what should have been whole is whole again.
CREATE FUNCTION formula_away_from_zero(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN sign(n) * ceil(abs(formula_significant(n, 33)));

CREATE FUNCTION formula_toward_zero(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN trunc(formula_significant(n, 33));

CREATE FUNCTION formula_up(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ceil(formula_significant(n, 33));

CREATE FUNCTION formula_down(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN floor(formula_significant(n, 33));

-- Null when one of them is; greatest() and least() pass nulls over.
CREATE FUNCTION formula_max(VARIADIC n numeric[]) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN CASE WHEN array_position(n, NULL) IS NULL THEN (SELECT max(x) FROM unnest(n) x) END;
END
$$;

CREATE FUNCTION formula_min(VARIADIC n numeric[]) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN CASE WHEN array_position(n, NULL) IS NULL THEN (SELECT min(x) FROM unnest(n) x) END;
END
$$;

-- The fewest digits that name the number; a cast would cut them to fifteen.
CREATE FUNCTION formula_of_real(x double precision) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
  SET extra_float_digits = 1 AS $$
BEGIN
  RETURN public.formula_bounded(x::text::numeric);
END
$$;

-- A double precision would overflow or underflow outside.
CREATE FUNCTION formula_to_real(n numeric) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN abs(n) < 1e-300 THEN 0 WHEN abs(n) < 1e300 THEN n::double precision END;

CREATE FUNCTION formula_real(function text, n numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  x double precision := public.formula_to_real(n);
BEGIN
  RETURN public.formula_of_real(CASE function
    WHEN 'SQRT' THEN CASE WHEN x >= 0 THEN sqrt(x) END
    WHEN 'EXP' THEN CASE WHEN x < -300 THEN 0 WHEN x < 300 THEN exp(x) END
    WHEN 'LN' THEN CASE WHEN x > 0 THEN ln(x) END
    WHEN 'LOG' THEN CASE WHEN x > 0 THEN log(x) END
    WHEN 'SIN' THEN sin(x)
    WHEN 'COS' THEN cos(x)
    WHEN 'TAN' THEN tan(x)
    WHEN 'ASIN' THEN CASE WHEN abs(x) <= 1 THEN asin(x) END
    WHEN 'ACOS' THEN CASE WHEN abs(x) <= 1 THEN acos(x) END
    WHEN 'ATAN' THEN atan(x)
  END);
END
$$;

CREATE FUNCTION formula_atan2(y numeric, x numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN formula_of_real(atan2(formula_to_real(y), formula_to_real(x)));

-- --- text: lengths and places count UTF-16 units; no text and an empty one are the same; at most 131,072 units

-- With a mark behind each character of two units, so that characters of this are units of that.
CREATE FUNCTION formula_units(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(t) - length(t) < 3 THEN
    RETURN t;
  END IF;
  RETURN regexp_replace(t, '([\U00010000-\U0010FFFF])', '\1' || chr(64976), 'g');
END
$$;

-- Back from units; no text holds half a character.
CREATE FUNCTION formula_of_units(units text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(units) - length(units) < 2 THEN
    RETURN nullif(units, '');
  END IF;
  RETURN nullif(replace(regexp_replace(units, '[\U00010000-\U0010FFFF]$', ''), chr(64976), ''), '');
END
$$;

CREATE FUNCTION formula_length(t text) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN length(formula_units(t));

CREATE FUNCTION formula_text(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(t) > 131072 AND public.formula_length(t) > 131072 THEN
    RETURN NULL;
  END IF;
  RETURN nullif(t, '');
END
$$;

CREATE FUNCTION formula_left(t text, count numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN formula_of_units(left(formula_units(t), greatest(formula_whole(count), 0)));

CREATE FUNCTION formula_right(t text, count numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN formula_of_units(right(formula_units(t), greatest(formula_whole(count), 0)));

CREATE FUNCTION formula_middle(t text, start numeric, count numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN formula_of_units(substr(formula_units(t), greatest(formula_whole(start), 1), greatest(formula_whole(count), 0)));

-- A negative start counts from the end.
CREATE FUNCTION formula_from(t text, start numeric, count numeric) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  place bigint := public.formula_whole(start);
BEGIN
  RETURN public.formula_middle(
    t, CASE WHEN place < 0 THEN greatest(0, public.formula_length(t) + place) + 1 ELSE greatest(place, 1) END, count);
END
$$;

CREATE FUNCTION formula_find(needle text, t text, start numeric) RETURNS int LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  before int := greatest(public.formula_whole(start), 1) - 1;
  place int := strpos(substr(public.formula_units(t), before + 1), public.formula_units(needle));
BEGIN
  RETURN CASE WHEN place = 0 THEN 0 ELSE before + place END;
END
$$;

CREATE FUNCTION formula_substitute(t text, old text, new text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rest int := length(replace(t, old, ''));
BEGIN
  IF rest + (length(t) - rest) / length(old) * length(new)::bigint > 131072 THEN
    RETURN NULL;
  END IF;
  RETURN public.formula_text(replace(t, old, new));
END
$$;

CREATE FUNCTION formula_pad(t text, wanted numeric, pad text, is_left boolean) RETURNS text
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  size bigint := public.formula_whole(wanted);
  missing int := least(size, 131073) - public.formula_length(t);
  filling text;
BEGIN
  IF t IS NULL OR wanted IS NULL OR size <= 0 OR size > 131072 THEN
    RETURN NULL;
  ELSIF missing <= 0 THEN
    RETURN public.formula_left(t, size);
  ELSIF pad IS NULL THEN
    RETURN t;
  END IF;
  pad := public.formula_units(pad);
  filling := coalesce(public.formula_of_units(left(repeat(pad, missing / length(pad) + 1), missing)), '');
  RETURN CASE WHEN is_left THEN filling || t ELSE t || filling END;
END
$$;

-- Turkish and Azeri have an i without a dot, and a capital one with it.
CREATE FUNCTION formula_is_turkic(locale text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(lower(split_part(translate(locale, '_', '-'), '-', 1)) IN ('tr', 'az'), false);

CREATE FUNCTION formula_upper(t text, locale text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF public.formula_is_turkic(locale) THEN
    t := replace(t, 'i', 'İ');
  END IF;
  RETURN public.formula_text(upper(t COLLATE "pg_unicode_fast"));
END
$$;

CREATE FUNCTION formula_lower(t text, locale text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF public.formula_is_turkic(locale) THEN
    t := translate(replace(t, 'İ', 'i'), 'I', 'ı');
  END IF;
  RETURN public.formula_text(lower(t COLLATE "pg_unicode_fast"));
END
$$;

CREATE FUNCTION formula_character(code numeric) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  point int := public.formula_whole(code);
BEGIN
  IF point BETWEEN 1 AND 55295 OR point BETWEEN 57344 AND 1114111 THEN
    RETURN chr(point);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION formula_is_number(t text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN length(t) <= 200 AND t ~ '^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$';

CREATE FUNCTION formula_number(t text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF public.formula_is_number(t) THEN
    RETURN public.formula_bounded(t::numeric);
  END IF;
  RETURN NULL;
END
$$;

-- % any text, _ one character, \ takes the next one as it is; at the end it stands for itself.
CREATE FUNCTION formula_like(t text, pattern text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN t COLLATE "C" LIKE pattern || CASE WHEN length(substring(pattern FROM '\\*$')) % 2 = 1 THEN '\' ELSE '' END;
END
$$;

CREATE FUNCTION formula_html(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  t := replace(replace(replace(t, '&', '&amp;'), '<', '&lt;'), '>', '&gt;');
  t := replace(replace(replace(t, '"', '&quot;'), '''', '&#39;'), chr(169), '&copy;');
  RETURN public.formula_text(replace(replace(t, chr(8232), '<br>'), chr(8233), '<p>'));
END
$$;

CREATE FUNCTION formula_script(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  t := replace(replace(replace(t, '\', '\\'), '''', '\'''), '"', '\"');
  t := replace(replace(replace(t, chr(10), '\n'), chr(13), '\r'), chr(9), '\t');
  t := replace(replace(replace(t, chr(8), '\b'), chr(12), '\f'), '<', '\u003C');
  RETURN public.formula_text(replace(replace(replace(t, '>', '\u003E'), chr(8232), '\u2028'), chr(8233), '\u2029'));
END
$$;

CREATE FUNCTION formula_url(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN public.formula_text((
    SELECT string_agg(
      CASE
        WHEN c ~ '[A-Za-z0-9.*_-]' THEN c
        WHEN c = ' ' THEN '+'
        ELSE upper(regexp_replace(encode(convert_to(c, 'UTF8'), 'hex'), '(..)', '%\1', 'g'))
      END, '' ORDER BY place)
    FROM unnest(string_to_array(t, NULL)) WITH ORDINALITY AS characters (c, place)));
END
$$;

-- The 18 characters of an id of 15, whose last three tell upper from lower case.
CREATE FUNCTION formula_case_safe(id text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bits int;
  result text := id;
BEGIN
  IF id !~ '^[A-Za-z0-9]{15}$' THEN
    RETURN id;
  END IF;
  FOR block IN 0..2 LOOP
    bits := 0;
    FOR i IN 0..4 LOOP
      IF substr(id, block * 5 + i + 1, 1) ~ '[A-Z]' THEN
        bits := bits | (1 << i);
      END IF;
    END LOOP;
    result := result || substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', bits + 1, 1);
  END LOOP;
  RETURN result;
END
$$;

-- Places behind the point that amounts of a currency have; null of what is none. As the JDK's table has them.
CREATE FUNCTION formula_places(code text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN code IS NULL THEN 2
    WHEN code IN ('ADP', 'BEF', 'BIF', 'BYB', 'BYR', 'CLP', 'DJF', 'ESP', 'GNF', 'GRD', 'ISK', 'ITL', 'JPY', 'KMF', 'KRW', 'LUF', 'MGF',
      'PTE', 'PYG', 'ROL', 'RWF', 'TPE', 'TRL', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XAG', 'XAU', 'XBA', 'XBB', 'XBC', 'XBD',
      'XDR', 'XFO', 'XFU', 'XOF', 'XPD', 'XPF', 'XPT', 'XSU', 'XTS', 'XUA', 'XXX') THEN 0
    WHEN code IN ('AED', 'AFA', 'AFN', 'ALL', 'AMD', 'ANG', 'AOA', 'ARS', 'ATS', 'AUD', 'AWG', 'AYM', 'AZM', 'AZN', 'BAM', 'BBD', 'BDT',
      'BGL', 'BGN', 'BMD', 'BND', 'BOB', 'BOV', 'BRL', 'BSD', 'BTN', 'BWP', 'BYN', 'BZD', 'CAD', 'CDF', 'CHE', 'CHF', 'CHW',
      'CNY', 'COP', 'COU', 'CRC', 'CSD', 'CUC', 'CUP', 'CVE', 'CYP', 'CZK', 'DEM', 'DKK', 'DOP', 'DZD', 'EEK', 'EGP', 'ERN',
      'ETB', 'EUR', 'FIM', 'FJD', 'FKP', 'FRF', 'GBP', 'GEL', 'GHC', 'GHS', 'GIP', 'GMD', 'GTQ', 'GWP', 'GYD', 'HKD', 'HNL',
      'HRK', 'HTG', 'HUF', 'IDR', 'IEP', 'ILS', 'INR', 'IRR', 'JMD', 'KES', 'KGS', 'KHR', 'KPW', 'KYD', 'KZT', 'LAK', 'LBP',
      'LKR', 'LRD', 'LSL', 'LTL', 'LVL', 'MAD', 'MDL', 'MGA', 'MKD', 'MMK', 'MNT', 'MOP', 'MRO', 'MRU', 'MTL', 'MUR', 'MVR',
      'MWK', 'MXN', 'MXV', 'MYR', 'MZM', 'MZN', 'NAD', 'NGN', 'NIO', 'NLG', 'NOK', 'NPR', 'NZD', 'PAB', 'PEN', 'PGK', 'PHP',
      'PKR', 'PLN', 'QAR', 'RON', 'RSD', 'RUB', 'RUR', 'SAR', 'SBD', 'SCR', 'SDD', 'SDG', 'SEK', 'SGD', 'SHP', 'SIT', 'SKK',
      'SLE', 'SLL', 'SOS', 'SRD', 'SRG', 'SSP', 'STD', 'STN', 'SVC', 'SYP', 'SZL', 'THB', 'TJS', 'TMM', 'TMT', 'TOP', 'TRY',
      'TTD', 'TWD', 'TZS', 'UAH', 'USD', 'USN', 'USS', 'UYU', 'UZS', 'VEB', 'VED', 'VEF', 'VES', 'WST', 'XAD', 'XCD', 'XCG',
      'YER', 'YUM', 'ZAR', 'ZMK', 'ZMW', 'ZWD', 'ZWG', 'ZWL', 'ZWN', 'ZWR') THEN 2
    WHEN code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
    WHEN code IN ('CLF') THEN 4
  END;

-- 1,234.50
CREATE FUNCTION formula_amount(n numeric, places int) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  digits text := abs(round(n, places))::text;
  point int := strpos(digits || '.', '.');
BEGIN
  RETURN CASE WHEN round(n, places) < 0 THEN '-' ELSE '' END
    || regexp_replace(left(digits, point - 1), '([0-9])(?=([0-9]{3})+$)', '\1,', 'g') || substr(digits, point);
END
$$;

-- --- days, as their midnight in UTC, and moments, from year 1 to 9999; times of day in milliseconds

-- Compared before it is added up: PostgreSQL's own years begin 4713 BC.
CREATE FUNCTION formula_add_seconds(moment timestamptz, seconds numeric) RETURNS timestamptz
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  moved numeric := extract(epoch FROM moment) + seconds;
BEGIN
  IF moved < -62135596800 OR moved >= 253402300800 THEN
    RETURN NULL;
  END IF;
  -- Apart: together they have more digits than a double precision.
  RETURN moment + make_interval(secs => trunc(seconds)::double precision)
    + make_interval(secs => (seconds - trunc(seconds))::double precision);
END
$$;

CREATE FUNCTION formula_date(year numeric, month numeric, day numeric) RETURNS timestamptz
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  y int := public.formula_whole(year);
  m int := public.formula_whole(month);
  d int := public.formula_whole(day);
BEGIN
  IF y NOT BETWEEN 1 AND 9999 OR m NOT BETWEEN 1 AND 12 OR d < 1 THEN
    RETURN NULL;
  ELSIF d > extract(day FROM make_date(y, m, 1) + interval '1 month - 1 day') THEN
    RETURN NULL;
  END IF;
  RETURN make_date(y, m, d)::timestamp AT TIME ZONE 'UTC';
END
$$;

CREATE FUNCTION formula_date_of(t text) RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  parts text[] := regexp_match(t, '^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$');
BEGIN
  RETURN public.formula_date(parts[1]::numeric, parts[2]::numeric, parts[3]::numeric);
END
$$;

CREATE FUNCTION formula_time(hour int, minute int, second int, millis int) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE
    WHEN hour < 24 AND minute < 60 AND second < 60 THEN ((hour * 60 + minute) * 60 + second) * 1000::numeric + millis
  END;

CREATE FUNCTION formula_time_of(t text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  parts text[] := regexp_match(t, '^([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})\.([0-9]{3})$');
BEGIN
  RETURN public.formula_time(parts[1]::int, parts[2]::int, parts[3]::int, parts[4]::int);
END
$$;

CREATE FUNCTION formula_moment_of(t text) RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  parts text[] := regexp_match(t, '^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}) ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}) *$');
BEGIN
  RETURN public.formula_date_of(parts[1])
    + make_interval(secs => public.formula_time(parts[2]::int, parts[3]::int, parts[4]::int, 0)::double precision / 1000);
END
$$;

CREATE FUNCTION formula_add_days(day timestamptz, days numeric) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN formula_add_seconds(day, trunc(days) * 86400);

-- To the nearest second, half up.
CREATE FUNCTION formula_add_time(moment timestamptz, days numeric) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN formula_add_seconds(moment, floor(days * 86400 + 0.5));

-- The clock goes round.
CREATE FUNCTION formula_clock(millis numeric) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN mod(mod(millis, 86400000) + 86400000, 86400000);

-- The last day of a month goes to the last day of the other; else the day, if there is one.
CREATE FUNCTION formula_add_months(moment timestamptz, months numeric) RETURNS timestamptz
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  utc timestamp := moment AT TIME ZONE 'UTC';
  wanted bigint := extract(year FROM utc)::bigint * 12 + extract(month FROM utc)::bigint - 1 + public.formula_whole(months);
  first_day date;
  found date;
BEGIN
  IF wanted NOT BETWEEN 12 AND 119999 THEN
    RETURN NULL;
  END IF;
  first_day := make_date((wanted / 12)::int, (wanted % 12)::int + 1, 1);
  found := (first_day + interval '1 month - 1 day')::date;
  IF extract(month FROM utc + interval '1 day') = extract(month FROM utc) THEN
    found := least(found, first_day + extract(day FROM utc)::int - 1);
  END IF;
  RETURN (found + utc::time) AT TIME ZONE 'UTC';
END
$$;

CREATE FUNCTION formula_from_unix(seconds numeric) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN formula_add_seconds('1970-01-01 00:00:00+00'::timestamptz, trunc(seconds, 3));

-- HH:MM:SS, or D:HH:MM:SS; of a negative duration as of a positive one.
CREATE FUNCTION formula_duration(seconds numeric, with_days boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  whole numeric := trunc(abs(seconds));
  rest numeric := CASE WHEN with_days THEN mod(whole, 86400) ELSE whole END;
  hours text := div(rest, 3600)::text;
BEGIN
  RETURN CASE WHEN with_days THEN div(whole, 86400) || ':' ELSE '' END
    || lpad(hours, greatest(2, length(hours)), '0')
    || ':' || lpad(div(mod(rest, 3600), 60)::text, 2, '0') || ':' || lpad(mod(rest, 60)::text, 2, '0');
END
$$;

-- --- places: latitude and longitude

CREATE FUNCTION formula_place(latitude numeric, longitude numeric) RETURNS numeric[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE WHEN abs(latitude) <= 90 AND abs(longitude) <= 180 THEN ARRAY[latitude, longitude] END;

CREATE FUNCTION formula_place_of(document jsonb) RETURNS numeric[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN formula_place((document ->> 'latitude')::numeric, (document ->> 'longitude')::numeric);

CREATE FUNCTION formula_distance(a numeric[], b numeric[], unit text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  radius double precision := CASE unit WHEN 'mi' THEN 3958.761 WHEN 'km' THEN 6371.009 END;
  north double precision := radians(a[1]::double precision);
  other double precision := radians(b[1]::double precision);
  east double precision := radians((b[2] - a[2])::double precision);
BEGIN
  RETURN public.formula_of_real(
    radius * acos(least(greatest(sin(north) * sin(other) + cos(north) * cos(other) * cos(east), -1), 1)));
END
$$;

DO $$
DECLARE
  function regprocedure;
BEGIN
  FOR function IN SELECT oid::regprocedure FROM pg_proc WHERE proname LIKE 'formula\_%' AND pronamespace = 'public'::regnamespace LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', function, '${app_role}');
  END LOOP;
END
$$;
