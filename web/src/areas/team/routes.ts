import type { RouteRecordRaw } from 'vue-router'

const meta = { texts: ['team', 'codes', 'reasons'], hat: 'team' } as const

export const routes: RouteRecordRaw[] = [
  { path: '/team', component: () => import('./TeamChoice.vue'), meta },
  {
    path: '/team/:teamId',
    component: () => import('./TeamFrame.vue'),
    meta,
    children: [{ path: '', component: () => import('./OverviewPage.vue') }],
  },
]
