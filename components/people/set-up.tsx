import { Heading } from '../connect/heading.tsx'
import type { FormAction } from './form-state.ts'
import { SetUpForm } from './set-up-form.tsx'

/** The content of the page behind a one-time link: the first administrator, or somebody invited. */
export function SetUp({ companyName, action }: { companyName: string; action: FormAction }) {
  return (
    <>
      <Heading title="Set up your access">
        To the dashboard of {companyName}. The link that brought you here works once.
      </Heading>
      <SetUpForm action={action} />
    </>
  )
}
