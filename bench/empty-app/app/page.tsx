/** An empty page, to measure what Next itself sends: the floor for our pages. */
export default function Page() {
  return <p>Empty</p>
}
