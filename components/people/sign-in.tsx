'use client'

import { Heading } from '../connect/heading.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { paths } from '../paths.ts'
import { TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { NewAccountFields } from './account-fields.tsx'

/** The sign-in page's content. `next`: where to go afterwards; it is handed on to the sign-up page. */
export function SignIn({
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
      <Heading title="Sign in">To your account at {companyName}. This is not your Amazon account.</Heading>
      <SignInForm action={action} next={next} />
      <p className="text-ink-muted text-sm">
        Forgot your password? Ask {companyName} for a link to choose a new one.
      </p>
      {signUpOpen && (
        <OtherWay question="No account yet?" href={paths.signUp(next)}>
          Create one
        </OtherWay>
      )}
    </>
  )
}

/** Fields `email`, `password` and `next`: where to go afterwards, or nothing. */
export function SignInForm({ action, next }: { action: FormAction; next: string | null }) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="next" value={next ?? ''} />
      <TextField
        name="email"
        type="email"
        label="E-mail address"
        autoComplete="username"
        required
        defaultValue={state.values.email}
        error={errorOf(state, 'email')}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        required
        error={errorOf(state, 'password')}
      />
      <SubmitButton size="large" wide pendingLabel="Signing in">
        Sign in
      </SubmitButton>
    </form>
  )
}

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
      <OtherWay question="You have an account?" href={paths.signIn(next)}>
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

/** The way for somebody who came to the wrong one of two forms. */
function OtherWay({ question, href, children }: { question: string; href: string; children: string }) {
  return (
    <p className="text-center text-base text-ink-muted">
      {question}{' '}
      <a href={href} className="rounded-sm font-medium text-accent-ink underline underline-offset-4">
        {children}
      </a>
    </p>
  )
}
