import { AnchorButton } from '../ui/button.tsx'

/** A visitor's way on from a connect link, and back to it. */
export function LinkSignIn({
  next,
  companyName,
  signUpOpen,
}: {
  /** The path of the link. */
  next: string
  companyName: string
  signUpOpen: boolean
}) {
  const query = new URLSearchParams({ next })
  return (
    <div className="grid gap-2.5">
      <AnchorButton href={`/sign-in?${query}`} variant="primary" size="large" wide>
        Sign in to go on
      </AnchorButton>
      {signUpOpen ? (
        <AnchorButton href={`/sign-up?${query}`} size="large" wide>
          Create an account
        </AnchorButton>
      ) : (
        <p className="text-center text-ink-muted text-sm">
          No account yet? {companyName} makes one for you on request.
        </p>
      )}
    </div>
  )
}
