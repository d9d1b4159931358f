import { isDecimal } from './json';

/** One thing that is wrong with the input, at a place in it. */
export type Violation = {
  pointer: string;
  code: string;
  message: string;
  params?: Record<string, unknown>;
};

/** An answer of the server that is not a success (RFC 9457), or no answer at all (status 0). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | undefined,
    readonly violations: readonly Violation[] = [],
    readonly traceId?: string,
    readonly retryAfter?: number,
    /** Everything else the answer carries, for example the records of a duplicate. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(detail ?? title);
  }

  static from(status: number, body: unknown, retryAfter?: number): Problem {
    const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<
      string,
      unknown
    >;
    const type = textOf(fields['type']) ?? '';
    const code = type.startsWith('urn:trellis:problem:') ? type.slice(20) : `http_${status}`;
    const violations = Array.isArray(fields['violations']) ? fields['violations'] : [];
    return new Problem(
      status,
      code,
      textOf(fields['title']) ?? `HTTP ${status}`,
      textOf(fields['detail']),
      violations.map(toViolation),
      textOf(fields['trace_id']),
      retryAfter,
      fields,
    );
  }

  /** The server did not answer: no network, or it is down. */
  static unreachable(cause: unknown): Problem {
    const problem = new Problem(0, 'unreachable', 'unreachable', undefined);
    problem.cause = cause;
    return problem;
  }
}

function toViolation(value: unknown): Violation {
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const code = textOf(fields['code']) ?? 'invalid';
  return {
    pointer: textOf(fields['pointer']) ?? '',
    code,
    message: textOf(fields['message']) ?? code,
    params: (fields['params'] as Record<string, unknown> | undefined) ?? {},
  };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isDecimal(value) ? String(value) : undefined;
}

/** `/records/3/amount` → `['records', '3', 'amount']` (RFC 6901). */
export function pointerParts(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The messages by the top-level name they point at; what points nowhere known is under ''. */
export function violationsByField(
  violations: readonly Violation[],
  known: (name: string) => boolean,
): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const violation of violations) {
    const first = pointerParts(violation.pointer)[0] ?? '';
    const place = known(first) ? first : '';
    (result[place] ??= []).push(violation.message);
  }
  return result;
}
