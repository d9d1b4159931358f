import type { Value } from './values';

/** What formulas may know of who looks at a form, and of the tenant; as the server has it. */
export type CallerFacts = {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly username: string;
    readonly email: string;
  };
  readonly organization: {
    /** The tenant's address. */
    readonly id: string;
    readonly name: string;
    readonly timeZone: string;
    readonly locale: string;
    readonly currency: string;
  };
  /** System permissions that the user has, and permission sets that the user holds. */
  readonly permissions: ReadonlySet<string>;
};

/** The names in trees that are no fields. */
export const isGlobal = (name: string): boolean => name.startsWith('$');

const PERMISSION = '$Permission.';

const known: Readonly<Record<string, (facts: CallerFacts) => string>> = {
  '$User.Id': ({ user }) => user.id,
  '$User.Name': ({ user }) => user.name,
  '$User.Username': ({ user }) => user.username,
  '$User.Email': ({ user }) => user.email,
  '$Organization.Id': ({ organization }) => organization.id,
  '$Organization.Name': ({ organization }) => organization.name,
  '$Organization.TimeZone': ({ organization }) => organization.timeZone,
  '$Organization.Locale': ({ organization }) => organization.locale,
  '$Organization.Currency': ({ organization }) => organization.currency,
};

/** Whoever gives an evaluation its inputs reads the names of {@link isGlobal} by this. */
export function readGlobal(name: string, facts: CallerFacts): Value {
  return name.startsWith(PERMISSION)
    ? facts.permissions.has(name.slice(PERMISSION.length))
    : (known[name]?.(facts) ?? null);
}
