'use client'

import { Heading } from '../connect/heading.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.ts'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { NewAccountFields } from './account-fields.tsx'
import { OtherWay } from './other-way.tsx'

/** The sign-up page's content; says so where new accounts are made by invitation. */
export function SignUp({
  companyName,
  signUpOpen,
  action,
  next,
}: {
  companyName: string
  signUpOpen: boolean
  action: FormAction
  next: string | null
}) {
  return (
    <>
      <Heading title="Create an account">
        At {companyName}, to connect your Amazon account and to see its state at any time.
      </Heading>
      {signUpOpen ? (
        <SignUpForm action={action} next={next} />
      ) : (
        <Notice
          tone="neutral"
          title="New accounts are made by invitation"
          next={`Ask ${companyName} for an account.`}
        />
      )}
      <OtherWay
        question="You have an account?"
        href={next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`}
      >
        Sign in
      </OtherWay>
    </>
  )
}

/** Fields `name`, `email`, `password` and `next`. */
export function SignUpForm({ action, next }: { action: FormAction; next: string | null }) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="next" value={next ?? ''} />
      <NewAccountFields state={state} nameLabel="Name of your business" nameAutoComplete="organization" />
      <SubmitButton size="large" wide pendingLabel="Creating the account">
        Create an account
      </SubmitButton>
    </form>
  )
}
