/** A value as JSON transports it: times are ISO 8601. */
export type Wire<T> = {
  readonly [Key in keyof T]: T[Key] extends Date
    ? string
    : T[Key] extends Date | null
      ? string | null
      : T[Key]
}

/** Keeps only the named fields of a row, which are sent to the browser. */
export function toWire<T extends object, Key extends keyof T>(
  row: T,
  fields: readonly Key[],
): Wire<Pick<T, Key>> {
  const entries = fields.map((field) => {
    const value: unknown = row[field]
    return [field, value instanceof Date ? value.toISOString() : value]
  })
  return Object.fromEntries(entries) as Wire<Pick<T, Key>>
}
