// Draw where a project is: a point, a street (line) or a field (area) on a map of js/map.js. What is drawn
// goes as GeoJSON into a hidden input; a point also into the two inputs for coordinates,
// a line or area into the field with its corners; those work alone.
(function () {
  "use strict";
  const LEAST = { Point: 1, LineString: 2, Polygon: 3 };

  function start(box, map) {
    const L = window.L;
    const input = document.getElementById(box.dataset.placeField);
    const latitude = document.getElementById(box.dataset.placeLat);
    const longitude = document.getElementById(box.dataset.placeLon);
    const shape = document.getElementById(box.dataset.placeShape);
    const written = document.getElementById(box.dataset.placeCorners);
    const tools = box.querySelector("[data-place-tools]");
    const status = box.querySelector("[data-place-status]");
    const drawing = L.layerGroup().addTo(map);
    const words = { Point: status.dataset.point, LineString: status.dataset.line, Polygon: status.dataset.field };
    let kind = "Point";
    let corners = [];

    function read() {
      let place = null;
      try { place = input.value ? JSON.parse(input.value) : null; } catch { place = null; }
      if (!place || !LEAST[place.type]) return;
      kind = place.type;
      const found = kind === "Point" ? [place.coordinates] : kind === "LineString" ? place.coordinates : place.coordinates[0].slice(0, -1);
      corners = found.map(function (each) { return [each[1], each[0]]; });
    }

    function write() {
      const points = corners.map(function (each) { return [Number(each[1].toFixed(6)), Number(each[0].toFixed(6))]; });
      const enough = points.length >= LEAST[kind];
      const coordinates = kind === "Point" ? points[0] : kind === "LineString" ? points : [points.concat([points[0]])];
      input.value = enough ? JSON.stringify({ type: kind, coordinates: coordinates }) : "";
      latitude.value = kind === "Point" && enough ? points[0][1] : "";
      longitude.value = kind === "Point" && enough ? points[0][0] : "";
      shape.value = kind !== "Point" && enough ? kind : "";
      written.value = shape.value ? points.map(function (each) { return each[1] + ", " + each[0]; }).join("\n") : "";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      draw();
    }

    function pin(corner, index) {
      const mark = document.createElement("span");
      const name = kind === "Point" ? status.dataset.spot : status.dataset.corner + " " + (index + 1);
      mark.className = "wp-marker__pin";
      mark.textContent = kind === "Point" ? "" : String(index + 1);
      const marker = L.marker(corner, {
        icon: L.divIcon({ className: "wp-marker", html: mark, iconSize: [32, 32], iconAnchor: [16, 16] }),
        draggable: true,
        title: name,
        alt: name,
      });
      marker.on("dragend", function () {
        const moved = marker.getLatLng();
        corners[index] = [moved.lat, moved.lng];
        write();
      });
      return marker;
    }

    function draw() {
      drawing.clearLayers();
      if (kind === "LineString" && corners.length > 1) L.polyline(corners, { className: "pj-line", fill: false }).addTo(drawing);
      if (kind === "Polygon" && corners.length > 2) L.polygon(corners, { className: "pj-field" }).addTo(drawing);
      corners.forEach(function (corner, index) { pin(corner, index).addTo(drawing); });
      tools.querySelectorAll("[data-place-kind]").forEach(function (button) {
        button.setAttribute("aria-pressed", String(button.dataset.placeKind === kind));
      });
      if (!corners.length) status.textContent = status.dataset.none + " " + words[kind];
      else status.textContent = kind === "Point" ? status.dataset.set : words[kind] + " " + status.dataset.corners + " " + corners.length + ".";
    }

    function add(point) {
      if (kind === "Point") corners = [];
      corners.push([point.lat, point.lng]);
      write();
    }

    map.on("click", function (event) { add(event.latlng); });
    tools.addEventListener("click", function (event) {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.placeKind && button.dataset.placeKind !== kind) {
        kind = button.dataset.placeKind;
        if (kind === "Point") corners = corners.slice(0, 1);
        write();
      } else if (button.dataset.placeCentre !== undefined) {
        add(map.getCenter());
      } else if (button.dataset.placeUndo !== undefined) {
        corners.pop();
        write();
      } else if (button.dataset.placeClear !== undefined) {
        corners = [];
        write();
      }
    });
    [latitude, longitude].forEach(function (field) {
      field.addEventListener("change", function () {
        const lat = parseFloat(latitude.value.replace(",", "."));
        const lon = parseFloat(longitude.value.replace(",", "."));
        if (!Number.isFinite(lat) || !Number.isFinite(lon)) return;
        kind = "Point";
        corners = [[lat, lon]];
        input.value = JSON.stringify({ type: "Point", coordinates: [lon, lat] });
        draw();
        map.panTo([lat, lon]);
      });
    });
    [shape, written].forEach(function (field) {
      field.addEventListener("change", function () {
        const found = written.value.trim().split("\n").map(function (line) {
          return (line.match(/-?\d+(\.\d+)?/g) || []).map(Number);
        });
        if (!shape.value || found.length < LEAST[shape.value] || found.some(function (each) { return each.length !== 2; })) return;
        kind = shape.value;
        corners = found;
        write();
      });
    });
    read();
    tools.hidden = false;
    draw();
    if (corners.length > 1) map.fitBounds(corners, { padding: [40, 40], maxZoom: 17 });
    else if (corners.length) map.setView(corners[0], Math.max(map.getZoom(), 15));
  }

  document.addEventListener("wijkportaal:map", function (event) {
    const box = event.target.closest("[data-place]");
    if (box && !box.dataset.placeReady) {
      box.dataset.placeReady = "ja";
      start(box, event.detail.map);
    }
  });
})();
