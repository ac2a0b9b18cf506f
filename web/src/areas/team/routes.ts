import type { RouteRecordRaw } from 'vue-router'

const meta = { texts: ['team', 'codes', 'reasons'], hat: 'team' } as const

export const routes: RouteRecordRaw[] = [
  { path: '/team', component: () => import('./TeamChoice.vue'), meta },
  // The door fills the screen: no rail, no tabs.
  { path: '/team/:teamId/door/:projectId', component: () => import('./door/DoorPage.vue'), meta },
  {
    path: '/team/:teamId',
    component: () => import('./TeamFrame.vue'),
    meta,
    children: [
      { path: '', component: () => import('./OverviewPage.vue') },
      { path: 'door', component: () => import('./DoorShiftsPage.vue') },
      { path: 'reviews', component: () => import('./ReviewsPage.vue') },
    ],
  },
]
