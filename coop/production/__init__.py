"""From client orders to production orders, and the labour they ask for."""
