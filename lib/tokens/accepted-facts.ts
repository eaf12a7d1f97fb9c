/** Pure. What stands on an authorization's row once LWA has given it a token: nothing speaks against it any more. */
export function acceptedFacts(now: Date, requestId: string | null) {
  return {
    lastRefreshAt: now,
    lastWorkedAt: now,
    lastRefreshProblem: null,
    lastRefreshFailure: null,
    lastRefreshRequestId: requestId,
    firstInvalidGrantAt: null,
    lastInvalidGrantAt: null,
    invalidGrants: 0,
  }
}
