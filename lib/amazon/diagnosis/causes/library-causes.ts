import type { Cause, Sign } from '../cause.ts'
import type { LibrarySign } from '../library-signs.ts'
import { links, saleweaverIssue } from '../links.ts'

type Row = readonly [
  symptom: Exclude<LibrarySign, 'library-asks-aws-keys'>,
  answer: Sign,
  title: string,
  cause: string,
  steps: readonly string[],
  seen?: readonly string[],
]

const rawAnswer = 'Log the raw answer of Amazon before it is read, and paste it at /diagnose.'

const rows: readonly Row[] = [
  [
    'library-upgrade-broke',
    'fails-upgrade',
    'The new version of the library is the reason: the old one works',
    'Amazon answers both alike. A version changed the names or the order of arguments, the kind of its results, or has a fault.',
    [
      'Read the changelog between the two versions, and adapt the call.',
      'Try the newest version. If it fails too, stay with the old one, and report the fault to the library.',
    ],
  ],
  [
    'library-install-failed',
    'fails-package',
    'A package is missing, or doesn’t fit the others',
    'Nothing was sent to Amazon. The package isn’t installed where the program runs, is of another name, or needs other versions than the rest.',
    [
      'Install the library into the environment that runs the program, and print its version there.',
      'Start with an empty environment and the library alone, then add the rest.',
    ],
  ],
  [
    'library-part-missing',
    'fails-part',
    'The program reads a part that the answer doesn’t have',
    'Amazon answered, but with an error, with an empty list, or in the structure of another version: older operations wrap everything in payload, newer ones don’t, and batches return a list.',
    [rawAnswer, 'Look at errors first, and read the parts as the model of the called version names them.'],
  ],
  [
    'library-call-unknown',
    'fails-call',
    'The installed version of the library doesn’t have what the code calls',
    'Nothing was sent to Amazon. Code and library are of different versions: the function, argument or class came later, was renamed or removed, or is of another library.',
    [
      'Print the version of the library where the program runs, and compare it with the page the code is from.',
      'Update the library, or read its changelog for the new name.',
      'If its newest version doesn’t have the operation, call the path yourself.',
    ],
    [saleweaverIssue(42)],
  ],
  [
    'library-language-version',
    'fails-language',
    'The library needs another version of the programming language',
    'Nothing was sent to Amazon. The library’s code uses what the installed language doesn’t know, or no longer knows.',
    [
      'Look up which version of the language the library requires, and print the one that runs it.',
      'Update the language, or install a version of the library that is made for it.',
    ],
  ],
  [
    'library-answer-unread',
    'fails-answer',
    'The library can’t read Amazon’s answer: it was made from an older model',
    'Amazon answered. A value, an empty field or a kind of object in the answer isn’t in the model that the library was made from, or the answer is an error that the library reads as data.',
    [
      rawAnswer,
      'Update the library, or make its client again from Amazon’s current models.',
      'Until then, let it ignore fields and values that it doesn’t know, or read this answer yourself.',
    ],
  ],
  [
    'library-argument-type',
    'fails-argument',
    'A value is handed to the library in another form than it takes',
    'The library puts the value into the request as it is: an object, a list or a date that isn’t text is sent empty or in a form that Amazon doesn’t read.',
    [
      'Hand over times as text, such as 2026-03-01T00:00:00Z, and lists as the library’s page shows them.',
      'Log the address or body as it leaves your machine.',
    ],
  ],
  [
    'library-setting-absent',
    'fails-setting',
    'A value that the library needs was never set',
    'Nothing was sent to Amazon. A credential, the region or the marketplace is empty where the library reads it, or has another name than the library expects.',
    [
      'Print which settings are empty where the library is created. Environment variables have to exist in the process itself.',
      'Compare the names of the settings with those of the installed version.',
      'AWS keys aren’t needed since October 2023: a library that asks for them is too old.',
    ],
  ],
  [
    'library-generated',
    'fails-generated',
    'The generated client needs another generator, or a correction by hand',
    'Amazon’s models are Swagger 2.0, and some have names or types that generators turn into code that doesn’t compile.',
    [
      'Use the generator and the version that Amazon’s page names for your language, or Amazon’s finished SDK.',
      'Generate from the newest model, one API at a time.',
    ],
  ],
]

/** A tool's user can't change its library, and a library that asks for AWS keys is too old. */
function otherwise(symptom: Row[0]): readonly Sign[] {
  if (symptom === 'library-setting-absent') return ['tool-named', 'aws-terms']
  return symptom === 'library-upgrade-broke' ? ['tool-named', 'library-asks-aws-keys'] : ['tool-named']
}

function words([, , title, cause, steps]: Row): Omit<Cause, 'id' | 'symptom' | 'given' | 'seen'> {
  return {
    rows: [],
    atMost: 'likely',
    who: 'developer',
    title,
    cause,
    steps,
    evidence: 'The version of the library, and the first line of the stack trace that is your own code.',
    link: links.connecting,
  }
}

/** What the message of a program shows. */
export const libraryCauses: readonly Cause[] = rows.map((row) => {
  const [symptom, , , , , seen = []] = row
  return { ...words(row), id: symptom, symptom, given: [], contradicts: otherwise(symptom), seen }
})

/** The same, where somebody was asked what the message names. */
export const answeredLibraryCauses: readonly Cause[] = rows.map((row) => ({
  ...words(row),
  id: `${row[0]}-asked`,
  symptom: 'library-failed',
  given: [row[1]],
  decidedBy: 'library-fails',
  seen: [],
}))
