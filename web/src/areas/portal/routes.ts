import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./PortalFrame.vue'),
    meta: { texts: ['portal', 'codes'] },
    children: [
      { path: '', component: () => import('./HomePage.vue') },
      // Anything unknown, in any area.
      { path: ':rest(.*)*', component: () => import('./NotFoundPage.vue') },
    ],
  },
]
