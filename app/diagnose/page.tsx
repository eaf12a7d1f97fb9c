import { Heading } from '#components/connect/heading.tsx'
import { ExampleLinks } from '#components/diagnose/example-links.tsx'
import { PasteForm } from '#components/diagnose/paste-form.tsx'
import { explainPaste } from '#lib/diagnose/explain-paste.ts'
import { findExample, listExamples } from '#lib/diagnose/find-example.ts'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { diagnoseByForm } from './actions.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function DiagnosePage({ searchParams }: Props) {
  const { example: id, answers } = await searchParams
  const example = findExample(id)
  const given = typeof answers === 'string' ? answers.split(',') : []
  return (
    <SellerFrame width="wide">
      <Heading title="What went wrong at Amazon?">
        Paste an error from Login with Amazon or the Selling Partner API to see its cause, who has to act, and
        what to do.
      </Heading>
      <PasteForm
        key={example?.id}
        action={diagnoseByForm}
        initial={
          example === null ? { kind: 'new' } : { kind: 'diagnosed', ...explainPaste(example.paste, given) }
        }
        paste={example?.paste ?? ''}
        answers={given}
      />
      <ExampleLinks examples={listExamples()} current={example?.id ?? null} />
    </SellerFrame>
  )
}
