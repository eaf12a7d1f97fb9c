import type { Cause, ResponsibleParty, Sign } from '../cause.ts'
import { airbyteIssue, links, pipedreamIssue } from '../links.ts'

type Row = readonly [
  name: string,
  said: readonly Sign[],
  answer: Sign,
  who: ResponsibleParty,
  title: string,
  cause: string,
  steps: readonly string[],
  seen?: readonly string[],
]

const rows: readonly Row[] = [
  [
    'update',
    ['library-upgrade-broke'],
    'tool-fails-since-update',
    'operator',
    'The cause is a new version of the tool: the old one works',
    'Amazon responds to both versions in the same way. The connector of {tool} changed its requests or what it stores.',
    [
      'If {tool} lets you, pin the previous version of the connector, and read the release notes of the new one.',
      'Reset or refresh the schema if the release notes ask for it.',
      'Report the message and both versions to {tool}.',
    ],
    [airbyteIssue(53167)],
  ],
  [
    'setting-refused',
    ['tool-setting-refused', 'library-setting-absent'],
    'tool-fails-at-settings',
    'operator',
    'A connection setting isn’t what the tool expects',
    'The tool rejects one of its settings: the region, marketplace, kind of account, start date or environment (sandbox or production), or a client id, secret and refresh token that don’t belong together.',
    [
      'Compare each setting with {tool}’s page about Amazon: names, dates with T and Z, and production instead of the sandbox.',
      'Enter the client id, secret and refresh token of the same application.',
    ],
    [airbyteIssue(56406)],
  ],
  [
    'value-unread',
    ['library-answer-unread'],
    'tool-fails-to-read',
    'operator',
    'The tool can’t read a value in Amazon’s response',
    'Amazon responded. The connector of {tool} doesn’t expect a field of another type, an empty date or a new column.',
    [
      'Update the connector, then refresh its schema.',
      'Until then, leave out the stream or column, and send {tool} the message with an example.',
    ],
    [airbyteIssue(39319)],
  ],
  [
    'waits-too-short',
    ['tool-waits-too-short'],
    'tool-fails-to-wait',
    'operator',
    'Amazon’s report takes longer than the tool waits',
    'Amazon creates reports one after another, which takes minutes to hours. The tool gave up too early, or requested the report so often that Amazon canceled it.',
    [
      'Choose shorter periods and fewer report types at a time, and a longer timeout if {tool} offers it.',
      'Run it less often: many report types are updated only every few hours.',
    ],
    [airbyteIssue(15415)],
  ],
  [
    'nothing-comes',
    ['tool-nothing-comes'],
    'tool-fails-silently',
    'operator',
    'The tool gets nothing from Amazon, and shows no reason',
    'The tool shows no refusal. Most often its permission has ended, it requests another marketplace or period, its job doesn’t run, or it lacks the role for just this data.',
    [
      'Check in Seller Central under Manage Your Apps whether {tool} is still authorized, then connect again with the tool’s own button.',
      'Check the marketplace, start date and statuses in the tool’s settings.',
      'Send an example of a missing order or product to the company behind the tool.',
    ],
  ],
]

function words([, , , who, title, cause, steps]: Row): Omit<Cause, 'id' | 'given' | 'seen'> {
  return {
    rows: [],
    symptom: 'tool-named',
    atMost: 'likely',
    decidedBy: 'tool-fails',
    who,
    title,
    cause,
    steps,
    evidence: 'The tool’s version, and its log at that time.',
    link: links.connecting,
  }
}

const told: readonly Cause[] = rows.flatMap((row): readonly Cause[] => {
  const [name, said, answer, , , , , seen = []] = row
  return [
    { ...words(row), id: `tool-${name}-asked`, given: [answer], seen: [] },
    ...said.map((sign, at) => ({
      ...words(row),
      id: at === 0 ? `tool-${name}` : `tool-${name}-${at + 1}`,
      given: [sign],
      seen,
    })),
  ]
})

/** Failures of a named tool, shown by its message or by an answer. The last cause: the message is the tool's own. */
export const toolCauses: readonly Cause[] = [
  ...told,
  {
    id: 'message-of-tool',
    rows: [],
    symptom: 'tool-named',
    given: ['names-failure'],
    decidedBy: 'tool-when',
    who: 'operator',
    title: 'The message is most likely the tool’s own',
    cause:
      'The message has none of Amazon’s words or codes, and {tool} shows it. The cause is in what the tool stores or expects, before or after it contacts Amazon.',
    steps: [
      'Check whether the message appears before or after Amazon’s page.',
      'Sign out of {tool}, and start the connection again with your account’s marketplace.',
      'Send the message and its time to the company behind the tool.',
    ],
    evidence: 'The last page before the message, and the tool’s log.',
    check: 'Does the message appear before or after Amazon’s page?',
    link: links.connecting,
    seen: [pipedreamIssue(16961)],
  },
]
