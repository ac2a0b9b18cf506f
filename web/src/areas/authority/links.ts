// Every figure opens the list that it counts.
export type FigureName = 'registered' | 'claimed' | 'active' | 'teams' | 'projects' | 'minutes' | 'entries'
export const FIGURE_NAMES = [
  'registered',
  'claimed',
  'active',
  'teams',
  'projects',
  'minutes',
  'entries',
] as const satisfies readonly FigureName[]

export function rowsBehind(figure: FigureName, region: string): string {
  switch (figure) {
    case 'registered':
    case 'claimed':
    case 'active':
      return `/admin/volunteers?region=${region}&figure=${figure}`
    case 'teams':
      return `/admin/teams?region=${region}&status=active`
    case 'projects':
      return `/projects?region=${region}`
    case 'minutes':
    case 'entries':
      return `/admin/hours?region=${region}`
  }
}
