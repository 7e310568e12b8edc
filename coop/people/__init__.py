"""The co-op itself: its members, sectors, skills, absences, mandates and holidays."""
