/** Method and path without the names in it: the same for `/a/{id}` of Amazon's models and `/a/:id` of routes. */
export function shapeOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/:\w+|\{\w+\}/g, '*')}`
}
