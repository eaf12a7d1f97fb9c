/** Values read from a text, for the `{name}` placeholders in a diagnosis. */
export interface Values {
  operation?: string
  /** Roles of which each one permits the operation. */
  roles?: string
  calledPath?: string
  /** The existing path that is closest to the called one. */
  rightPath?: string
  /** When the called operation ends, and its successor. */
  until?: string
  successor?: string
  offeredIn?: string
  /** What was sent as a marketplace id, and the intended id. */
  marketplaceValue?: string
  marketplaceId?: string
  scope?: string
  rightScope?: string
  /** The path that a restricted data token was requested for. */
  tokenPath?: string
  consentCode?: string
  /** Who wrote the message, or runs the application. */
  tool?: string
  /** The type of a report, a notification or a feed. */
  reportType?: string
  typeKind?: string
  rightType?: string
  typeRoles?: string
  sentContentType?: string
  createdContentType?: string
  /** A parameter in the call, its name in the catalog, and its allowed values. */
  parameter?: string
  rightParameter?: string
  parameterValue?: string
  allowedValues?: string
  /** The maximum number of values in a list. */
  most?: string
  /** The lengths of a stored value, and of the whole one. */
  shortLength?: string
  fullLength?: string
  /** How often the operation may be called. */
  rate?: string
  /** When a report or notification type ended, and what replaces it. */
  typeEnd?: string
  newerType?: string
  /** The marketplaces that a report type exists for. */
  typeOfferedIn?: string
  /** The method that a restricted data token was requested for, and the called one. */
  tokenMethod?: string
  calledMethod?: string
  /** Why Amazon refused a feed, a listing or a plan. */
  problem?: string
  problemCode?: string
  problemMeaning?: string
  /** What the operation doesn’t do, and what to use instead. */
  operationNote?: string
  /** Amazon’s own sentence. */
  message?: string
  /** An operation that the called version doesn’t have. */
  calledName?: string
  calledVersion?: string
  /** An attribute of a listing as sent, and as the schema has it. */
  attribute?: string
  rightAttribute?: string
  /** The redirect URI as sent, and as registered. */
  sentUri?: string
  registeredUri?: string
  /** The scope of the grantless operation. */
  operationScope?: string
  /** What a library’s client has to be created with, by country code and region. */
  clientMarketplace?: string
  clientRegion?: string
}

/** The text with its `{names}` filled in. Null if one of the values isn't known. */
export function fill(text: string, values: Values): string | null {
  let isWhole = true
  const filled = text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name as keyof Values]
    if (value === undefined && name in exampleValues) isWhole = false
    return value ?? placeholder
  })
  return isWhole ? filled : null
}

/** Every name, to tell a placeholder from braces in a path. */
const exampleValues: Record<keyof Values, true> = {
  attribute: true,
  calledName: true,
  calledVersion: true,
  rightAttribute: true,
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
  shortLength: true,
  fullLength: true,
  rate: true,
  typeEnd: true,
  newerType: true,
  typeOfferedIn: true,
  tokenMethod: true,
  calledMethod: true,
  problem: true,
  problemCode: true,
  problemMeaning: true,
  operationNote: true,
  message: true,
  sentUri: true,
  registeredUri: true,
  operationScope: true,
  clientMarketplace: true,
  clientRegion: true,
}
