"""Lists of orders: filtered, sorted, as a table and as a board, counted, exported."""
