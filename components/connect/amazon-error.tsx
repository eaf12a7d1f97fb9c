import { CircleHelpIcon } from 'lucide-react'
import { useText } from '../languages/text.tsx'
import { paths } from '../paths.ts'

/** For a seller who comes back from an error page of Amazon's, which doesn't lead back here. */
export function AmazonErrorLink() {
  const text = useText('unfinished')
  return (
    <p className="text-base">
      <a
        href={paths.amazonError}
        className="inline-flex items-center gap-2 rounded-sm text-accent-ink underline underline-offset-4"
      >
        <CircleHelpIcon size={18} />
        {text('title')}
      </a>
    </p>
  )
}
