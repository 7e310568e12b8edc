"""Back-ups: taken whole while people work, thinned out with age, proved before they return."""
