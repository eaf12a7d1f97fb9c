import { requestId, requestRid } from '../random.ts'

/** The headers of every answer of the token endpoint; `route` adds the dates. */
export function tokenHeaders(id: string = requestId()): Record<string, string> {
  return {
    'Content-Type': 'application/json;charset=UTF-8',
    'Cache-Control': 'no-cache, no-store, must-revalidate',
    Pragma: 'no-cache',
    'x-amzn-RequestId': id,
    'X-Amz-Rid': requestRid(),
  }
}

/** Outside the token endpoint's one method and path, a web server answers, not Login with Amazon. */
export function htmlPage(status: number, title: string): { headers: Record<string, string>; body: string } {
  return {
    headers: { 'Content-Type': 'text/html;charset=UTF-8', 'x-amzn-RequestId': requestId() },
    body: `<html>\n<head><title>${status} ${title}</title></head>\n<body>\n<center><h1>${status} ${title}</h1></center>\n</body>\n</html>\n`,
  }
}
