/** Makes of a value the value that is shown. */
export type Rule<T> = (value: T) => T;

/** A rule for every field of a type; a field that the type gets has to get one here. */
export type Fields<T> = { readonly [K in keyof T]-?: Rule<Exclude<T[K], undefined>> };

/**
 * The rule of what can hold nothing but words of ours: numbers, flags, and names out of a list. Text that can be anything is a
 * type error here.
 */
export function asIs<T>(value: string extends T ? never : T): T {
  return value;
}

/** The rule of an object, field by field. What has no rule, because no type knows it, is left out. */
export function record<T extends object>(fields: Fields<T>): Rule<T> {
  return (value) => {
    const rules = fields as Readonly<Record<string, Rule<unknown> | undefined>>; // by name, as the entries come
    const shown: [string, unknown][] = [];
    for (const [name, field] of Object.entries(value)) {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (rule !== undefined) shown.push([name, rule(field)]);
    }
    return Object.fromEntries(shown) as T; // the same fields, each made by the rule of its type
  };
}

/** The rule of a list, one by one. */
export function list<T>(rule: Rule<T>): Rule<readonly T[]> {
  return (values) => values.map(rule);
}

/** The rule of what can be missing. */
export function nullable<T>(rule: Rule<T>): Rule<T | null> {
  return (value) => (value === null ? null : rule(value));
}

const OUR_ID = /^[a-z]\d{1,9}$/;

/** The rule of what things are called inside of a report: `o1`. What is called otherwise is a text. */
export function idWith(text: Rule<string>): Rule<string> {
  return (id) => (OUR_ID.test(id) ? id : text(id));
}
