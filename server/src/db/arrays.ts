/**
 * Arrays of ids, instants, numbers and words of our own, written as PostgreSQL reads them. The driver would search every
 * element for what must be escaped, and there is nothing in these; in a crowd that costs more than the query.
 */
export const plainArray = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`

export const instantArray = (values: readonly (Date | null)[]): string =>
  plainArray(values.map((value) => value?.toISOString() ?? null))
