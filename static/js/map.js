// Maps on top of the drawing that the server made: Leaflet with the borders of GeoJSON, tiles of PDOK where
// the browser reaches them, and a point that can be chosen by mouse or keyboard.
(function () {
  "use strict";
  if (!window.L || window.wijkportaalMaps) return;
  window.wijkportaalMaps = true;
  const L = window.L;
  const NETHERLANDS = [[50.75, 3.3], [53.6, 7.25]];
  const WORDS = { in: "Inzoomen", out: "Uitzoomen", close: "Sluiten" };

  function shapeClass(properties) {
    if (properties.current) return "wp-area-shape wp-area-shape--current";
    if (properties.drawn) return properties.drawn;
    return properties.other ? "wp-area-shape wp-area-shape--other" : "wp-area-shape";
  }

  // Text only ever enters as text: names come from people.
  function popupContent(properties) {
    const content = document.createElement("div");
    const name = document.createElement("p");
    name.className = "wp-map__popup-name";
    if (properties.url) {
      const link = document.createElement("a");
      link.href = properties.url;
      link.textContent = properties.name;
      name.append(link);
    } else {
      name.textContent = properties.name;
    }
    content.append(name);
    [].concat(properties.detail || []).forEach(function (line) {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      content.append(paragraph);
    });
    return content;
  }

  function marker(latlng, properties) {
    const pin = document.createElement("span");
    pin.className = "wp-marker__pin";
    pin.textContent = properties.number || "";
    return L.marker(latlng, {
      icon: L.divIcon({ className: "wp-marker", html: pin, iconSize: [32, 32], iconAnchor: [16, 16] }),
      alt: properties.name || "",
      title: properties.name || "",
      keyboard: true,
    });
  }

  // Pins that would cover each other are moved apart, so that each can be seen, read and hit with a finger. They
  // go to their own place as soon as zooming in gives them the room.
  const ROOM = 36;
  function spread(pins, map) {
    const places = pins.map(function (pin) { return map.latLngToLayerPoint(pin.place); });
    for (let round = 0, moved = true; moved && round < 60; round += 1) {
      moved = false;
      for (let one = 0; one < places.length; one += 1) {
        for (let other = one + 1; other < places.length; other += 1) {
          const apart = places[other].subtract(places[one]);
          const distance = Math.hypot(apart.x, apart.y);
          if (distance >= ROOM - 0.5) continue;
          // Two on the very same place go apart in a direction of their own.
          const angle = distance > 0.5 ? Math.atan2(apart.y, apart.x) : (one * 2.4 + other);
          const push = L.point(Math.cos(angle), Math.sin(angle)).multiplyBy((ROOM - distance) / 2);
          places[one] = places[one].subtract(push);
          places[other] = places[other].add(push);
          moved = true;
        }
      }
    }
    pins.forEach(function (pin, index) { pin.marker.setLatLng(map.layerPointToLatLng(places[index])); });
  }

  function keepApart(layer, map) {
    const pins = [];
    layer.eachLayer(function (each) {
      if (each instanceof L.Marker) pins.push({ marker: each, place: each.getLatLng() });
    });
    if (pins.length < 2) return;
    const again = function () { spread(pins, map); };
    map.on("zoomend", again);
    again();
  }

  function addTiles(map, address) {
    if (!address) return;
    let loaded = false;
    const tiles = L.tileLayer(address, {
      maxZoom: 19,
      minZoom: 6,
      attribution: 'Kaart: <a href="https://www.pdok.nl">PDOK</a>, Kadaster',
    });
    tiles.on("tileload", function () { loaded = true; });
    // Without the tiles (no internet, or PDOK away) the borders alone are still a map.
    tiles.on("tileerror", function () { if (!loaded) map.removeLayer(tiles); });
    tiles.addTo(map);
  }

  function describe(feature, layer, count, isForPoints) {
    const properties = feature.properties || {};
    if (!properties.name) return;
    const isShape = Boolean(layer.setStyle);
    if (isShape && !properties.current) layer.bindTooltip(properties.name, { sticky: true, direction: "top" });
    // Where a point is chosen, a press on an area chooses it: a popup would keep it to itself.
    if (isShape && isForPoints) return;
    layer.bindPopup(function () { return popupContent(properties); });
    layer.on("popupopen", function () { layer.closeTooltip(); });
    if (!isShape || count > 60 || !properties.url) return;
    // Shapes can be reached by keyboard too, unless there are so many that the list beside is quicker.
    layer.on("add", function () {
      const element = layer.getElement && layer.getElement();
      if (!element) return;
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", properties.name);
      element.addEventListener("keydown", function (event) {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        layer.openPopup();
      });
    });
  }

  function show(container, data, map) {
    const count = (data.features || []).length;
    const isForPoints = Boolean(container.dataset.lat || container.closest("[data-place]"));
    const layer = L.geoJSON(data, {
      style: function (feature) { return { className: shapeClass(feature.properties || {}) }; },
      pointToLayer: function (feature, latlng) { return marker(latlng, feature.properties || {}); },
      onEachFeature: function (feature, each) { describe(feature, each, count, isForPoints); },
    });
    layer.addTo(map);
    layer.eachLayer(function (each) {
      // The attributes that Leaflet writes would win from nothing but would be wrong in print: the classes rule.
      const element = each.getElement && each.getElement();
      if (element && element.classList.contains("wp-area-shape")) {
        ["stroke", "fill", "stroke-width", "stroke-opacity", "fill-opacity"].forEach(function (name) {
          element.removeAttribute(name);
        });
      }
    });
    let current = null;
    layer.eachLayer(function (each) { if (each.feature.properties?.current) current = each; });
    const bounds = current && current.getBounds ? current.getBounds() : layer.getBounds();
    // At once: while a map zooms, its shapes lie over what stands around it.
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [24, 24], maxZoom: 16, animate: false });
    keepApart(layer, map);
    return layer;
  }

  function choosePoint(container, map, drawn) {
    const latitude = document.getElementById(container.dataset.lat);
    const longitude = document.getElementById(container.dataset.lon);
    if (!latitude || !longitude) return;
    const picker = container.parentElement.querySelector("[data-map-picker]") || container.nextElementSibling;
    const status = picker && picker.querySelector("[data-map-status]");
    let chosen = null;

    function read() {
      const lat = parseFloat(latitude.value.replace(",", "."));
      const lon = parseFloat(longitude.value.replace(",", "."));
      return Number.isFinite(lat) && Number.isFinite(lon) ? L.latLng(lat, lon) : null;
    }
    function draw(point) {
      if (!chosen) {
        chosen = marker(point, { name: container.dataset.label });
        chosen.options.draggable = true;
        chosen.on("dragend", function () { write(chosen.getLatLng()); });
        chosen.addTo(map);
      }
      chosen.setLatLng(point);
    }
    function write(point, inside) {
      latitude.value = point.lat.toFixed(6);
      longitude.value = point.lng.toFixed(6);
      [latitude, longitude].forEach(function (input) {
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
      draw(point);
      if (!status) return;
      status.textContent = inside ? status.dataset.saidInside + " " + inside + "."
        : status.dataset.said + " " + latitude.value + ", " + longitude.value + ".";
    }
    function follow() {
      const point = read();
      if (!point) return;
      draw(point);
      if (!map.getBounds().contains(point)) map.panTo(point);
    }

    [latitude, longitude].forEach(function (input) { input.addEventListener("change", follow); });
    map.on("click", function (event) { write(event.latlng); });
    map.eachLayer(function (layer) {
      if (!layer.setStyle || !layer.feature) return;
      layer.on("click", function (event) {
        L.DomEvent.stop(event);
        write(event.latlng, layer.feature.properties.name);
      });
    });
    if (picker) {
      picker.hidden = false;
      picker.querySelector("[data-map-centre]").addEventListener("click", function () { write(map.getCenter()); });
    }
    const start = read();
    if (start) {
      draw(start);
      // A point beside all that is drawn is shown with it, so that one sees where it should have been.
      const bounds = drawn && drawn.getBounds();
      if (!bounds || !bounds.isValid() || bounds.contains(start)) map.setView(start, 15);
      else map.fitBounds(bounds.extend(start), { padding: [24, 24], animate: false });
    }
  }

  function start(container) {
    if (container.dataset.started) return;
    container.dataset.started = "ja";
    const canvas = document.createElement("div");
    canvas.className = "wp-map__canvas";
    canvas.setAttribute("role", "region");
    canvas.setAttribute("aria-label", container.dataset.label);
    container.append(canvas);
    const map = L.map(canvas, {
      zoomControl: false,
      scrollWheelZoom: false,
      zoomSnap: 0.5,
      // Shapes end at the edge of the map, or their targets would lie over the links around it.
      renderer: L.svg({ padding: 0 }),
      // One finger scrolls the page on a phone; two move the map.
      dragging: !L.Browser.mobile,
      touchZoom: true,
    });
    L.control.zoom({ zoomInTitle: WORDS.in, zoomOutTitle: WORDS.out }).addTo(map);
    map.attributionControl.setPrefix(false);
    map.fitBounds(NETHERLANDS);
    if (container.dataset.centre) {
      map.setView(container.dataset.centre.split(",").map(Number), Number(container.dataset.zoom) || 13);
    }
    // Someone who uses the map gets the wheel; someone who scrolls past it does not.
    map.on("focus click", function () { map.scrollWheelZoom.enable(); });
    map.on("blur", function () { map.scrollWheelZoom.disable(); });
    const fallback = container.querySelector(".wp-map__fallback");

    function ready(drawn) {
      addTiles(map, container.dataset.tiles);
      if (fallback) fallback.hidden = true;
      if (container.dataset.lat) choosePoint(container, map, drawn);
      container.dispatchEvent(new CustomEvent("wijkportaal:map", { bubbles: true, detail: { map: map } }));
    }
    if (!container.dataset.src) {
      ready();
      return;
    }
    fetch(container.dataset.src, { headers: { Accept: "application/geo+json, application/json" }, credentials: "same-origin" })
      .then(function (response) {
        if (!response.ok) throw new Error(String(response.status));
        return response.json();
      })
      .then(function (data) {
        ready(show(container, data, map));
      })
      .catch(function () {
        // The drawing of the server stays where it is; choosing a point goes on without borders.
        if (container.dataset.lat) {
          ready();
          return;
        }
        map.remove();
        canvas.remove();
      });
  }

  function startAll(root) {
    root.querySelectorAll("[data-map]").forEach(start);
  }
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", function () { startAll(document); });
  } else {
    startAll(document);
  }
  document.addEventListener("htmx:afterSwap", function (event) { startAll(event.target); });
})();
