import { Problem } from '#components/problem.tsx'
import { AnchorButton } from '#components/ui/anchor-button.tsx'

export default function Forbidden() {
  return (
    <Problem
      title="You may not see this page"
      cause="It needs a right that your sign-in does not have."
      next="Go back to where you came from, or ask an administrator for the right."
      action={<AnchorButton href="/">Go to the start page</AnchorButton>}
    />
  )
}
