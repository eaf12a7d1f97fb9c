import type { Cause, Sign } from '../cause.ts'
import { docsIssue, links, modelsIssue } from '../links.ts'

const seller = {
  title: 'Amazon has a problem at the moment',
  next: 'You don’t need to do anything; we retry automatically.',
}

const fault = (
  id: string,
  given: readonly Sign[],
  title: string,
  cause: string,
  compare: string,
  check: string,
): Cause => ({
  id,
  rows: [],
  symptom: 'looks-like-amazon-fault',
  given,
  decidedBy: 'since-when',
  who: 'amazon',
  title,
  cause: `${cause} In past incidents, Amazon refused valid tokens and calls for hours, sometimes while its status page was green. This isn’t proven: a change on your side that affects everyone looks the same.`,
  steps: [
    'Don’t ask sellers to act, and don’t change credentials or roles.',
    compare,
    'Look at Amazon’s status page.',
    'Retry with increasing delays. If it persists, open a case with the time of the first failure and a few x-amzn-RequestId values.',
  ],
  evidence: 'The time of the first failure, how many accounts fail, and what still works.',
  check,
  link: links.status,
  seen: [modelsIssue(4997), modelsIssue(2798), docsIssue(2723), docsIssue(3153)],
  seller,
})

/** Signs of a fault at Amazon: a definite start, many at the same time, one region or operation, and no change here. */
export const amazonFaultCauses: readonly Cause[] = [
  fault(
    'amazon-fault-region',
    ['says-region-fails', 'says-region-works'],
    'This looks like a fault at Amazon, in one region',
    'One region refuses calls for everyone at the same time, while other regions still work. Roles, secrets and code are the same for all regions, so they are unlikely to be the cause.',
    'Compare with another operation at the same endpoint, and with the same operation in another region.',
    'Does another operation at the same endpoint work?',
  ),
  fault(
    'amazon-fault-singly',
    ['says-works-singly'],
    'This looks like a fault at Amazon: each part works on its own',
    'Since each part works with the same token, roles and tokens aren’t the cause.',
    'Compare the smallest request that fails with the largest that works.',
    'Does the same request work if you split it into two?',
  ),
  fault(
    'amazon-fault-operation',
    ['says-other-operations-work'],
    'This looks like a fault at Amazon, in one operation',
    'One operation began to fail while others still work with the same tokens, and nothing changed on your side.',
    'Compare with another seller, and with another operation of the same API.',
    'Does the operation fail for every seller?',
  ),
  fault(
    'amazon-fault',
    [],
    'This looks like a fault at Amazon',
    'The failures began at a definite time, for many accounts at the same time or without any change on your side.',
    'Compare with another operation, another region and another seller.',
    'Does anything work with the same tokens: another operation, region or seller?',
  ),
]
