// Keeps walking lists, and only those, so that they open without a connection. What was entered at the doors is not
// here: the page itself keeps that (walking.js) and deletes it once the portal has it.
"use strict";

const KEPT = "looplijsten-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A page tells what it needs; it hears when all of that is here.
self.addEventListener("message", (event) => {
  const { keep, forget } = event.data || {};
  if (forget) event.waitUntil(caches.delete(KEPT));
  if (Array.isArray(keep)) event.waitUntil(keepAll(keep).then((done) => event.source.postMessage({ kept: done })));
});

async function keepAll(addresses) {
  const cache = await caches.open(KEPT);
  const kept = await Promise.all(addresses.map(async (address) => {
    try {
      const answer = await fetch(address, { credentials: "same-origin", cache: "no-cache" });
      if (!answer.ok || answer.redirected) return false;
      await cache.put(address, answer);
      return true;
    } catch {
      return false;
    }
  }));
  return kept.every(Boolean);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(openPage(request, address.pathname));
  else event.respondWith(openFile(request));
});

// The page of the portal when it answers; else the page as it was last. A list that is gone or somebody else's goes.
async function openPage(request, path) {
  const cache = await caches.open(KEPT);
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    answer = Response.error();
  }
  if (answer.status === 403 || answer.status === 404) await cache.delete(path);
  const is_away = answer.type === "error" || answer.status >= 500;
  return (is_away && (await cache.match(path))) || answer;
}

async function openFile(request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(request)) || fetch(request);
}
