/** What Next itself sends with a page that holds nothing: the floor that our pages are measured above. */
export default function Page() {
  return <p>Empty</p>
}
