"""Assembly: statute, convocation, attendance, quorum, votes, minutes."""
