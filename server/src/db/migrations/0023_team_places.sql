-- The teams nearest to a reader are found in the order of their distance. Latitudes as on Mercator's map, where a
-- length is the same in every direction.
create index teams_place on teams using gist (point(longitude, degrees(asinh(tan(radians(latitude))))))
  where status = 'active' and longitude is not null;
