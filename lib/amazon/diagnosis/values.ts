/** What was read from a paste and is named in the steps of a diagnosis, where they write `{name}`. */
export interface Values {
  operation?: string
  /** Roles of which any one opens the operation. */
  roles?: string
  calledPath?: string
  /** The path that exists and is nearest to the called one. */
  rightPath?: string
  /** When the called operation ends, and its successor. */
  until?: string
  successor?: string
  offeredIn?: string
  /** What was sent as a marketplace id, and the id that was meant. */
  marketplaceValue?: string
  marketplaceId?: string
  scope?: string
  rightScope?: string
  /** The path that a restricted data token was requested for. */
  tokenPath?: string
  consentCode?: string
  /** Who wrote the message, or runs the application. */
  tool?: string
  /** Of a report, a notification or a feed. */
  reportType?: string
  typeKind?: string
  rightType?: string
  typeRoles?: string
  sentContentType?: string
  createdContentType?: string
  /** What a call sends as a parameter, what it is called in the catalog, and what it may be. */
  parameter?: string
  rightParameter?: string
  parameterValue?: string
  allowedValues?: string
  /** The most values of a list. */
  most?: string
  /** What a feed, a listing or a plan was refused for. */
  problem?: string
  problemCode?: string
  problemMeaning?: string
  /** What the operation doesn’t do, and where it is found. */
  operationNote?: string
  /** Amazon’s own sentence. */
  message?: string
}

/** The text with its `{names}` filled in; null when one of them isn't known. */
export function fill(text: string, values: Values): string | null {
  let isWhole = true
  const filled = text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name as keyof Values]
    if (value === undefined && name in exampleValues) isWhole = false
    return value ?? placeholder
  })
  return isWhole ? filled : null
}

/** Every name there is, to tell a placeholder from braces that are part of a path. */
const exampleValues: Record<keyof Values, true> = {
  operation: true,
  roles: true,
  calledPath: true,
  rightPath: true,
  until: true,
  successor: true,
  offeredIn: true,
  marketplaceValue: true,
  marketplaceId: true,
  scope: true,
  rightScope: true,
  tokenPath: true,
  consentCode: true,
  tool: true,
  reportType: true,
  typeKind: true,
  rightType: true,
  typeRoles: true,
  sentContentType: true,
  createdContentType: true,
  parameter: true,
  rightParameter: true,
  parameterValue: true,
  allowedValues: true,
  most: true,
  problem: true,
  problemCode: true,
  problemMeaning: true,
  operationNote: true,
  message: true,
}
