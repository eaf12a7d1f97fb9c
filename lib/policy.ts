const minuteMs = 60_000

/*
 * The thresholds by which Gatehouse decides, in one place. Amazon's own values, such as hosts and rates, are in the
 * tables of lib/amazon; the lengths of leases are in leases.ts; when an authorization is due for renewal is a setting
 * of its application.
 */

/** Refreshes at LWA. A lease is shorter than a caller's wait: a holder that died is replaced while they wait. */
export const refreshLimits = {
  callerMs: 25_000,
  /** The pause between two looks at another process's refresh. */
  lookMs: 100,
  /** Even if callers ask for tokens that live longer than LWA issues them, LWA is asked at most this often. */
  everyMs: minuteMs,
  longestRetryMs: 15 * minuteMs,
  /**
   * Each process estimates the database's time, and a slow answer makes the estimate worse: they may differ this much.
   */
  apartMs: 5_000,
} as const

/** How long the tokens that programs get are still valid, in seconds. */
export const tokenLife = { defaultMinSeconds: 300, longestMinSeconds: 3_500 } as const

/** When a process stops asking LWA for an application that fails as a whole. */
export const breakerPolicy = {
  /** This many failures in a row open it. */
  failures: 5,
  /** While it is open, LWA is asked this often, to see whether it works again. */
  everyMs: 10_000,
} as const

/** How often, and over how long, LWA has to refuse a refresh token until the seller is asked to authorize again. */
export const revocationPolicy = { refusals: 3, spanMinutes: 15 } as const

/** When failures are one cause and not several: this many alike, among those tried within this time. */
export const incidentPolicy = {
  leastAffected: 5,
  leastShare: 0.2,
  withinMs: 5 * minuteMs,
} as const

/**
 * An authorization in use is refreshed at least once in this time. Once more of them have worked than fail for as long,
 * refused refresh tokens are the decisions of their sellers.
 */
export const othersWorkMs = 60 * minuteMs

/** Unexplained failures are announced once they have lasted this long. */
export const announceRetryingAfterMs = 60 * minuteMs

/** How long events are kept: for cursors, timelines and replays. */
export const keepEventsDays = 90

/** How long the totals of the overview's charts are kept. */
export const keepHistory = { hoursForDays: 7, daysForDays: 90 } as const

/** Requests and responses of the call runner are deleted after this time. The record of the call stays. */
export const keepCallBodiesDays = 30

/** How long it is kept which key got tokens of which authorization, and how many tokens each key got, by day. */
export const keepVendCountsDays = 90
export const keepKeyUsesDays = 400

/** How long entries of the audit log are kept. The database refuses to delete entries younger than the minimum. */
export const keepAuditDays = 400
export const leastAuditDays = 365

/** The access of every person and every key is confirmed this often: once a quarter. */
export const accessReviewDays = 92
