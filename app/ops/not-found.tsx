import { paths } from '#components/paths.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'

export default function NotFound() {
  return (
    <>
      <PageHeading
        title="Page not found"
        description="Part of the address is damaged, duplicated or unknown, or the page was removed. Nothing was changed."
      />
      <div>
        <LinkButton href={paths.overview}>Go to the overview</LinkButton>
      </div>
    </>
  )
}
