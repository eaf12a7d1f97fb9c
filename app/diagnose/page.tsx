import { Heading } from '#components/connect/heading.tsx'
import { ExampleLinks } from '#components/diagnose/example-links.tsx'
import { PasteForm } from '#components/diagnose/paste-form.tsx'
import { explainPaste } from '#lib/diagnose/diagnose-paste.ts'
import { findExample, listExamples } from '#lib/diagnose/find-example.ts'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { diagnoseByForm } from './actions.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function DiagnosePage({ searchParams }: Props) {
  const example = findExample((await searchParams).example)
  return (
    <SellerFrame wide>
      <Heading title="What went wrong at Amazon?">
        Paste an error of Login with Amazon or the Selling Partner API. You get its cause, who has to act, and
        what to do.
      </Heading>
      <PasteForm
        key={example?.id}
        action={diagnoseByForm}
        initial={example === null ? { kind: 'new' } : { kind: 'diagnosed', ...explainPaste(example.paste) }}
        paste={example?.paste ?? ''}
      />
      <ExampleLinks examples={listExamples()} current={example?.id ?? null} />
    </SellerFrame>
  )
}
