import { Heading } from '../connect/heading.tsx'
import type { FormAction, Invited } from '../forms/form-state.ts'
import { SetUpForm } from './set-up-form.tsx'

/** The content of the page behind a one-time link: the first administrator, or somebody invited. */
export function SetUp({
  companyName,
  look,
  action,
}: {
  companyName: string
  look: (token: string) => Promise<Invited>
  action: FormAction
}) {
  return (
    <>
      <Heading title="Set up your access">
        To the dashboard of {companyName}. The link that brought you here works once.
      </Heading>
      <SetUpForm look={look} action={action} />
    </>
  )
}
